import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long a mark takes, so that a worker that is killed has runs under way. */
const ANSWER_MS = 250;

/**
 * The world outside n8n: workflows leave marks here, which stay whatever happens to n8n. A mark is
 * a GET of a page with a `key`, and with the `run` that left it.
 */
export class Recorder {
	private readonly pages = new Map<string, Map<string, Set<string>>>();

	private constructor(private readonly server: Server) {}

	static async start(): Promise<Recorder> {
		const server = createServer();
		const recorder = new Recorder(server);
		server.on('request', (request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '/', 'http://recorder');
			recorder.note(pathname, searchParams.get('key') ?? '', searchParams.get('run') ?? '');
			setTimeout(() => response.end('{}'), ANSWER_MS);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return recorder;
	}

	url(page: string): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}${page}`;
	}

	/** The runs that marked each key of the page. */
	marks(page: string): ReadonlyMap<string, ReadonlySet<string>> {
		return this.pages.get(page) ?? new Map<string, Set<string>>();
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private note(page: string, key: string, run: string): void {
		const keys = this.pages.get(page) ?? new Map<string, Set<string>>();
		this.pages.set(page, keys);
		keys.set(key, (keys.get(key) ?? new Set()).add(run));
	}
}
