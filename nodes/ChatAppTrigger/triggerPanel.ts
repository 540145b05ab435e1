import type { TriggerPanelDefinition } from 'n8n-workflow';

const SAMPLES =
	'https://github.com/alibabacloud-chatapp/n8n-nodes-alibabacloud-chatapp/blob/main/docs/samples.md';

const TESTING = `<b>To test with a sample</b>, click "set mock data" or "Edit Output" on the right and paste one of the <a href="${SAMPLES}" target="_blank">samples</a>. Nothing has to be sent. <br /> <br /> <b>To test with a real message</b>, turn on "Register Automatically" and "Listen on the Test URL", click the button above and write to the business number within two minutes. Until then, published workflows get nothing from that number. Without these settings, the service sends nothing to the test URL: you can only post a notification to it yourself.`;

/** What the editor says beside the node before there is data. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Receive a test notification',
	executionsHelp: {
		inactive: `${TESTING} <br /> <br /> <b>To receive all notifications</b>, publish the workflow. Its executions show up in the executions list, but not in the editor.`,
		active: `${TESTING} <br /> <br /> <b>All notifications</b> at the production URL start executions, because the workflow is published. They show up in the <a data-key="executions">executions list</a>, but not in the editor.`,
	},
	activationHint: {
		inactive:
			'The service sends nothing to the test URL unless "Register Automatically" and "Listen on the Test URL" are on. Once you have finished building your workflow, publish it to receive at the production URL.',
		active:
			'The workflow is published: notifications at the production URL start executions, which do not show up here. While you listen on the test URL, it gets nothing.',
	},
};
