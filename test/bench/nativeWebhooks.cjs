'use strict';

/*
 * Loaded into n8n before anything else: the change that docs/upstream.md proposes for
 * webhookPhaseNeedsIsolate, as it would be in n8n. A node counts by what its description says of
 * itself, not by its type.
 */
const Module = require('node:module');

const load = Module._load;
let isChanged = false;

Module._load = function (request, ...others) {
	const loaded = load.call(this, request, ...others);
	if (!isChanged && request.endsWith('live-webhooks') && loaded.LiveWebhooks) {
		isChanged = true;
		loaded.LiveWebhooks.prototype.webhookPhaseNeedsIsolate = needsIsolate(loaded.LiveWebhooks);
	}
	return loaded;
};

function needsIsolate({ prototype: { webhookPhaseNeedsIsolate: before } }) {
	return function (startNode) {
		if (startNode === null || startNode.type === 'n8n-nodes-base.webhook') {
			return before.call(this, startNode);
		}
		if (!this.expressionEngineConfig.allowWebhookIsolateSkip) return true;
		const workflow = require(require.resolve('n8n-workflow', { paths: [require.main.path] }));
		const { WEBHOOK_RESOLVERS, nodeParametersAreStatic } = workflow;
		const { webhookDescriptionIsNativelyResolvable } = workflow;
		const webhooks = this.nodeTypes.getByNameAndVersion(startNode.type, startNode.typeVersion)
			?.description.webhooks;
		// Only nodes that were written for it have resolvers, so none is changed that does not ask for it.
		if (!webhooks?.some((webhook) => webhook[WEBHOOK_RESOLVERS] !== undefined)) return true;
		return (
			!nodeParametersAreStatic(startNode) || !webhooks.every(webhookDescriptionIsNativelyResolvable)
		);
	};
}
