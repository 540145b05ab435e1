import type { TriggerPanelDefinition } from 'n8n-workflow';

const SAMPLES =
	'https://github.com/alibabacloud-chatapp/n8n-nodes-alibabacloud-chatapp/blob/main/docs/samples.md';

const TESTING = `<b>The queue has to be on first</b>, for the business number: in the Chat App Message Service console, or with "Switch Queue On" once the workflow is published. <br /> <br /> <b>A test takes a real message.</b> It waits for one message, and deletes it from the queue if the execution succeeds. Nobody else gets that message. <br /> <br /> <b>To test with a sample</b>, click "set mock data" or "Edit Output" on the right and paste one of the <a href="${SAMPLES}" target="_blank">samples</a>.`;

/** What the editor says beside the node before there is data. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Take a message from the queue',
	executionsHelp: {
		inactive: `${TESTING} <br /> <br /> <b>To receive all messages</b>, publish the workflow. Its executions show up in the executions list, but not in the editor.`,
		active: `${TESTING} <br /> <br /> <b>The workflow is published</b> and reads the same queue, so a test may get nothing. Its executions show up in the <a data-key="executions">executions list</a>, but not in the editor.`,
	},
	activationHint: {
		inactive:
			'The queue has to be on for the business number. A test takes a real message out of the queue. Publish the workflow to receive all of them.',
		active:
			'The workflow is published and takes messages from the same queue, so a test may get nothing. Unpublish it to test with real messages.',
	},
};
