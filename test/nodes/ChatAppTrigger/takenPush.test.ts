import { EventEmitter } from 'node:events';

import type { IWebhookFunctions } from 'n8n-workflow';

import { unlessStarted } from '../../../nodes/ChatAppTrigger/takenPush';

/** A response of n8n, as far as it is looked at. */
class Response extends EventEmitter {
	statusCode = 200;
	writableEnded = false;

	end(statusCode: number): void {
		this.statusCode = statusCode;
		this.writableEnded = true;
	}
}

function pushWith(response: Response): { readonly undone: string[] } {
	const undone: string[] = [];
	const context = { getResponseObject: () => response } as unknown as IWebhookFunctions;
	// Whoever waits for the first is told by a microtask.
	unlessStarted(context, () => {
		undone.push('noted');
		queueMicrotask(() => undone.push('repetition'));
	});
	unlessStarted(context, () => undone.push('held'));
	return { undone };
}

async function untilRepeated(undone: readonly string[]): Promise<void> {
	while (!undone.includes('repetition')) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('what a push has done', () => {
	it.each(['finish', 'close'])('is undone at once, the last first, by "%s"', async (event) => {
		const response = new Response();
		const { undone } = pushWith(response);
		response.end(500);
		response.emit(event);
		await untilRepeated(undone);
		expect(undone).toEqual(['held', 'noted', 'repetition']);
	});

	it('is undone also when n8n gives up after the service has hung up', async () => {
		const response = new Response();
		const { undone } = pushWith(response);
		response.emit('close');
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(undone).toEqual([]);
		response.end(500);
		await untilRepeated(undone);
		expect(undone).toEqual(['held', 'noted', 'repetition']);
	});

	it.each([200, 204])('stays when n8n answers %s, and is undone once only', (status) => {
		const [good, bad] = [new Response(), new Response()];
		const { undone } = pushWith(good);
		good.end(status);
		good.emit('finish');
		good.emit('close');
		expect(undone).toEqual([]);

		const { undone: twice } = pushWith(bad);
		bad.end(500);
		bad.emit('finish');
		bad.emit('close');
		expect(twice).toEqual(['held', 'noted']);
	});
});
