import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { narrowed } from './narrowed';

/** Authentication templates: WhatsApp writes the text, and the choices are few. */
export function authenticationFields(show: IDisplayOptions['show']): INodeProperties[] {
	const tap = narrowed(show, { codeButton: ['ONE_TAP', 'ZERO_TAP'] });
	return [
		{
			displayName: 'Add Security Recommendation',
			name: 'securityRecommendation',
			type: 'boolean',
			default: true,
			displayOptions: { show },
			description: 'Whether to add a reminder not to share the code',
		},
		{
			displayName: 'Code Expires After',
			name: 'codeExpirationMinutes',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 90 },
			default: 5,
			displayOptions: { show },
			description:
				'Minutes until the code expires, from 1 to 90, shown in the footer. Use 0 for no footer.',
		},
		{
			displayName: 'Code Button',
			name: 'codeButton',
			type: 'options',
			options: [
				{
					name: 'Copy Code',
					value: 'COPY_CODE',
					description: 'Copies the code. Requires no setup.',
				},
				{
					name: 'One-Tap Autofill',
					value: 'ONE_TAP',
					description: 'Opens your Android app and fills in the code',
				},
				{
					name: 'Zero-Tap Autofill',
					value: 'ZERO_TAP',
					description: 'Passes the code to your Android app without a tap',
				},
			],
			default: 'COPY_CODE',
			displayOptions: { show },
			description: 'How the code is passed to your app',
		},
		{
			displayName: 'Code Button Text',
			name: 'codeButtonText',
			type: 'string',
			required: true,
			default: 'Copy code',
			placeholder: 'e.g. Copy code',
			displayOptions: { show },
			description: 'Up to 25 characters. Autofill buttons show it if autofill is not available.',
		},
		{
			displayName: 'Autofill Text',
			name: 'autofillText',
			type: 'string',
			required: true,
			default: 'Autofill',
			placeholder: 'e.g. Autofill',
			displayOptions: { show: tap },
			description: 'Button text if autofill is available, up to 25 characters',
		},
		{
			displayName: 'Supported Apps',
			name: 'supportedApps',
			type: 'fixedCollection',
			typeOptions: {
				fixedCollection: { itemTitle: '={{ $collection.item.value.packageName }}' },
				multipleValues: true,
				multipleValueButtonText: 'Add App',
			},
			placeholder: 'Add App',
			default: {},
			displayOptions: { show: tap },
			description: 'Up to 5 Android apps that can receive the code',
			options: [
				{
					displayName: 'App',
					name: 'app',
					values: [
						{
							displayName: 'Package Name',
							name: 'packageName',
							type: 'string',
							default: '',
							placeholder: 'e.g. com.example.app',
							description: 'The package name of the Android app',
						},
						{
							displayName: 'Signature Hash',
							name: 'signatureHash',
							type: 'string',
							default: '',
							placeholder: 'e.g. K8a/AINcGX7',
							description: 'The signing key hash of the Android app',
						},
					],
				},
			],
		},
	];
}
