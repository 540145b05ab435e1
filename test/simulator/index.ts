import { camsProduct } from './cams';
import { Control } from './control/control';
import { startControlServer } from './control/server';
import type { StateEvent } from './control/state';
import { dybaseapiProduct } from './dybaseapi';
import { FaultPlan, type ServiceName } from './faults';
import { startGateway, type GatewayProduct } from './gateway/gateway';
import type { RunningServer } from './http';
import { completeOptions, type SimulatorSettings } from './options';
import { startOssServer } from './oss';
import { renderPage } from './page';
import { RequestLog, type RecordedRequest } from './requests';
import { QueueStore, startSmqServer } from './smq';
import { stsProduct } from './sts';
import { ACCESS_KEY_ID, ACCESS_KEY_SECRET } from './world/seed';
import { World } from './world/world';

export type { ServiceName } from './faults';
export type { SimulatorOptions, SimulatorSettings } from './options';
export type { RecordedRequest } from './requests';

/** What `getCredentials('alibabaCloudApi')` gives a node, filled for this simulator. */
export interface SimulatorCredential {
	authentication: 'accessKey' | 'stsToken' | 'ramRole';
	accessKeyId: string;
	accessKeySecret: string;
	securityToken: string;
	roleArn: string;
	roleSessionName: string;
	externalId: string;
	regionId: string;
	customEndpoints: true;
	camsEndpoint: string;
	stsEndpoint: string;
	dybaseapiEndpoint: string;
	mnsEndpoint: string;
}

export interface Simulator {
	endpoints: Record<ServiceName, string>;
	credential: SimulatorCredential;
	world: World;
	control: Control;
	requests: RecordedRequest[];
	/** Cuts all connections and ends all timers. */
	close(): Promise<void>;
}

/**
 * Starts a stand-in of Alibaba Cloud on loopback, each service on a port of its own. Rejects with
 * the system's error (EADDRINUSE) when a port is taken; nothing keeps running then.
 */
export async function startSimulator(settings: SimulatorSettings = {}): Promise<Simulator> {
	const options = completeOptions(settings);
	const { host, clock } = options;
	const faults = new FaultPlan();
	const store = new QueueStore(clock, { visibilityMs: options.queueVisibilityMs });
	const world = new World(options, store, faults);
	const requests = new RequestLog((request) => world.emit({ type: 'request', request }));
	const running: RunningServer[] = [];
	const forgetful: Array<() => void> = [];
	const control = new Control(world, requests, () => forgetful.forEach((forget) => forget()));
	const close = async () => {
		world.stop();
		requests.close();
		await Promise.all(running.map(async (server) => await server.close()));
	};
	const started = async <T extends RunningServer>(server: Promise<T>): Promise<T> => {
		const one = await server;
		running.push(one);
		return one;
	};
	const port = (service: ServiceName) => options.ports[service] ?? 0;
	const gateway = async (product: GatewayProduct) => {
		const place = { host, port: port(product.service), world, requests };
		const one = await started(startGateway(product, place));
		forgetful.push(one.reset);
		return one.url;
	};
	try {
		const endpoints: Record<ServiceName, string> = {
			cams: await gateway(camsProduct(options.latencyMs)),
			sts: await gateway(stsProduct),
			dybaseapi: await gateway(dybaseapiProduct),
			mns: (
				await started(
					startSmqServer({
						...{ host, port: port('mns'), store, clock, faults, requests },
						// Asked through the world, because a reset replaces the account.
						credentials: { find: (id) => world.account.credentials.find(id) },
					}),
				)
			).url,
			oss: (
				await started(
					startOssServer({
						...{ host, port: port('oss'), faults, requests, clock, store: world.storage },
						aclAllowed: () => options.behavior.uploadAcl === 'allowed',
					}),
				)
			).url,
			control: (
				await started(
					startControlServer({
						...{ host, port: port('control'), world, control },
						page: options.page ? renderPage : null,
						listen: (listener: (event: StateEvent) => void) => world.onChange(listener),
					}),
				)
			).url,
		};
		const { cams, sts, dybaseapi, mns } = endpoints;
		return {
			endpoints,
			credential: {
				authentication: 'accessKey',
				accessKeyId: ACCESS_KEY_ID,
				accessKeySecret: ACCESS_KEY_SECRET,
				...{ securityToken: '', roleArn: '', roleSessionName: '', externalId: '' },
				regionId: 'ap-southeast-1',
				customEndpoints: true,
				camsEndpoint: cams,
				stsEndpoint: sts,
				dybaseapiEndpoint: dybaseapi,
				mnsEndpoint: mns,
			},
			world,
			control,
			requests: requests.all,
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
