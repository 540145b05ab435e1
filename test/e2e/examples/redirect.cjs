'use strict';

/*
 * Loaded into n8n before anything else. Every HTTPS request goes to the stand-in server of the
 * test instead, with the host it was meant for in a header: n8n's own nodes for Zendesk, Google and
 * others have their addresses built in, and nothing may leave this machine.
 */
const http = require('node:http');
const https = require('node:https');

const { hostname, port } = new URL(process.env.FOREIGN_SERVICES);

https.request = function request(first, second, third) {
	const isUrl = typeof first === 'string' || first instanceof URL;
	const callback = [second, third].find((one) => typeof one === 'function');
	const given = isUrl ? { ...urlOptions(first), ...(second === callback ? {} : second) } : first;
	return http.request(
		{
			...{ hostname, port, method: given.method, path: given.path },
			headers: { ...given.headers, 'x-meant-for': given.hostname ?? given.host },
		},
		callback,
	);
};

https.get = function get(...given) {
	const request = https.request(...given);
	request.end();
	return request;
};

function urlOptions(url) {
	const { hostname: host, pathname, search } = new URL(url);
	return { hostname: host, path: `${pathname}${search}` };
}
