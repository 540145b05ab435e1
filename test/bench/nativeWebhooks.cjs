'use strict';

/*
 * Loaded into n8n before anything else: the change that docs/upstream.md proposes for
 * webhookPhaseNeedsIsolate, as it would be in n8n. A node counts by what its description says of
 * itself, not by its type.
 */
const Module = require('node:module');

const load = Module._load;
let isChanged = false;

Module._load = function (request, parent, ...others) {
	const loaded = load.call(this, request, parent, ...others);
	if (!isChanged && request.endsWith('live-webhooks') && loaded.LiveWebhooks) {
		isChanged = true;
		// What is loaded before all else has no main program to look for n8n's packages from.
		const workflow = Module.createRequire(parent.filename)('n8n-workflow');
		const { prototype } = loaded.LiveWebhooks;
		prototype.webhookPhaseNeedsIsolate = needsIsolate(prototype, workflow);
	}
	return loaded;
};

function needsIsolate({ webhookPhaseNeedsIsolate: before }, workflow) {
	const { WEBHOOK_RESOLVERS, nodeParametersAreStatic } = workflow;
	const { webhookDescriptionIsNativelyResolvable } = workflow;
	return function (startNode) {
		if (startNode === null || startNode.type === 'n8n-nodes-base.webhook') {
			return before.call(this, startNode);
		}
		if (!this.expressionEngineConfig.allowWebhookIsolateSkip) return true;
		const webhooks = this.nodeTypes.getByNameAndVersion(startNode.type, startNode.typeVersion)
			?.description.webhooks;
		// Only nodes that were written for it have resolvers, so none is changed that does not ask for it.
		if (!webhooks?.some((webhook) => webhook[WEBHOOK_RESOLVERS] !== undefined)) return true;
		return (
			!nodeParametersAreStatic(startNode) || !webhooks.every(webhookDescriptionIsNativelyResolvable)
		);
	};
}
