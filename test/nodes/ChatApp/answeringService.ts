import type { IDataObject } from 'n8n-workflow';

import { reply, startScriptedService, type ScriptedService } from './scriptedService';

export interface AnsweringService {
	/** What the service says from now on to every call, beside its usual envelope. */
	say(answer: IDataObject): void;
	/** The calls of this test. */
	readonly arrivals: ScriptedService['arrivals'];
	credentials(): { alibabaCloudApi: object };
}

/** A service for the tests of a file that answers all calls alike. */
export function useAnsweringService(): AnsweringService {
	let said: IDataObject = {};
	let service: ScriptedService;
	beforeAll(async () => {
		service = await startScriptedService((_arrival, response) => {
			reply(response, 200, { Code: 'OK', RequestId: 'R', ...said });
		});
	});
	afterAll(async () => await service.close());
	beforeEach(() => void service.arrivals.splice(0));
	return {
		say(answer) {
			said = answer;
		},
		get arrivals() {
			return service.arrivals;
		},
		credentials: () => ({ alibabaCloudApi: service.credential() }),
	};
}
