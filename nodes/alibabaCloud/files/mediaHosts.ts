import type { INodeProperties } from 'n8n-workflow';

/** An option of the triggers and of the operations that fetch files; read by `readHosts`. */
export const mediaHostsProperty: INodeProperties = {
	displayName: 'Download Only From Hosts',
	name: 'mediaHosts',
	type: 'string',
	default: '',
	placeholder: 'e.g. aliyuncs.com',
	description:
		"Hosts to download files from, including their subdomains, separated by commas. Leave empty for any public host. Hosts in your own network must be listed here. Downloads use HTTPS, or HTTP from n8n's own machine.",
};
