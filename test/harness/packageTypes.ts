import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import packageJson from '../../package.json';

export interface PackageTypes {
	/** By full type name, such as `n8n-nodes-alibabacloud-chatapp.chatApp`. */
	readonly nodes: Readonly<Record<string, INodeType>>;
	/** By type name, such as `alibabaCloudApi`. */
	readonly credentials: Readonly<Record<string, ICredentialType>>;
}

const root = join(__dirname, '..', '..');

/** Creates one object from the class that n8n would load: named like the file that holds it. */
async function instanceOf<T>(distFile: string): Promise<T | undefined> {
	const source = join(root, distFile.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	if (!existsSync(source)) return undefined;
	const className = source.slice(source.lastIndexOf('/') + 1).split('.')[0] ?? '';
	const exported = (await import(source)) as Record<string, (new () => T) | undefined>;
	const Class = exported[className];
	if (Class === undefined) throw new Error(`${source} exports no class ${className}`);
	return new Class();
}

async function load(): Promise<PackageTypes> {
	const nodes: Record<string, INodeType> = {};
	for (const file of packageJson.n8n.nodes) {
		const node = await instanceOf<INodeType>(file);
		if (node) nodes[`${packageJson.name}.${node.description.name}`] = node;
	}
	const credentials: Record<string, ICredentialType> = {};
	for (const file of packageJson.n8n.credentials) {
		const credential = await instanceOf<ICredentialType>(file);
		if (credential) credentials[credential.name] = credential;
	}
	return { nodes, credentials };
}

let loaded: Promise<PackageTypes> | undefined;

/** The nodes and credentials that package.json lists, loaded once from their sources. */
export async function packageTypes(): Promise<PackageTypes> {
	loaded ??= load();
	return await loaded;
}
