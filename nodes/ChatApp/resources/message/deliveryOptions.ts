import type { INodeProperties } from 'n8n-workflow';

export const CONTINUE_LABEL = 'Continue When';
export const WAIT_LABEL = 'Wait at Most';

/** Options of a send that waits until its message was sent, delivered or read. */
export const deliveryOptions: readonly INodeProperties[] = [
	{
		displayName: CONTINUE_LABEL,
		name: 'continueWhen',
		type: 'options',
		default: 'accepted',
		options: [
			{ name: 'Accepted', value: 'accepted', description: 'The service accepted the message' },
			{ name: 'Delivered', value: 'delivered', description: 'The message reached the phone' },
			{ name: 'Read', value: 'read', description: 'The recipient opened the message' },
			{ name: 'Sent', value: 'sent', description: 'The service passed the message on' },
		],
		description:
			"When the execution continues. Anything but 'Accepted' works for one item at a time and returns 'outcome' and 'delivery'.",
	},
	{
		displayName: WAIT_LABEL,
		name: 'waitAtMost',
		type: 'fixedCollection',
		placeholder: 'Add Limit',
		default: { values: { amount: 1, unit: 'minutes' } },
		description:
			"How long to wait for 'Continue When', one minute by default. Up to one minute, the message list is read. Longer waits need a trigger of this package that receives delivery statuses.",
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Amount',
						name: 'amount',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1,
						description: 'The time to wait',
					},
					{
						displayName: 'Unit',
						name: 'unit',
						type: 'options',
						default: 'minutes',
						options: [
							{ name: 'Days', value: 'days' },
							{ name: 'Hours', value: 'hours' },
							{ name: 'Minutes', value: 'minutes' },
							{ name: 'Seconds', value: 'seconds' },
						],
						description: 'The unit of the amount',
					},
				],
			},
		],
	},
];
