'use strict';

/*
 * Loaded into n8n before anything else, because its WhatsApp node has its address built in. What is
 * meant for graph.facebook.com goes to the stand-in, in the clear as requests to the simulator do,
 * and through the agent that n8n made for such requests: connections cost both nodes the same.
 */
const http = require('node:http');
const https = require('node:https');

const { hostname, port } = new URL(process.env.BENCH_GRAPH);
const request = https.request;

https.request = function (options, ...others) {
	if (options.hostname !== 'graph.facebook.com') return request.call(https, options, ...others);
	const agent = options.agents?.http;
	return http.request({ ...options, protocol: 'http:', hostname, port, agent }, ...others);
};
