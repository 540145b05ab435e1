import type { IDataObject } from 'n8n-workflow';

import type { ApiCall } from './client';
import { textOf } from '../input/text';
import { serialize, type ApiValue } from '../wire/serialize';

/** An address of this length arrives everywhere: https://www.rfc-editor.org/rfc/rfc9110#section-4.1 */
const LONGEST_QUERY = 8000;

/** https://github.com/aliyun/alibabacloud-typescript-sdk, models of `cams-20200606` 5.3.0. */
const IN_BODY_IN_SDK: ReadonlySet<string> = new Set([
	'CreateChatappTemplate',
	'GetPreValidatePhoneId',
	'ModifyChatappTemplate',
]);

/** Keys and PINs that stay valid after the call, and codes that are good for one. */
const SECRET =
	/pin$|pincode|password|secret|accesstoken$|^token$|privatekey|verif\w*code$|authenticationcode$/i;

/** `Code` is what Meta gave for a login, and in this list that of a template. */
const HARMLESS_CODE = 'ListChatappTemplate';

/** Refusals that name the parameter which was not found; the last is written in lower camel case. */
const MISSING = [
	/^Missing(?:Parameter)?\.?(\w{1,100})$/,
	/^InvalidParameter\.(\w{1,100}?)NotEmpty$/,
	/^QueryParam\.(\w{1,100})$/,
] as const;

/**
 * Where the parameters of a run's calls go. They travel in the form body. The newest official SDK
 * puts most into the address instead, and no source says that the service will always take both: when
 * it says that something is missing which was sent, the call is made once more in the SDK's way.
 * That refusal comes before anything is done, so nothing is sent twice.
 *
 * Addresses end up in logs of proxies. One-time codes and lasting secrets must not, so a template
 * goes there only when it is known that it is no authentication template.
 */
export class Placements {
	/** Actions that are known to need the address. */
	private readonly inAddress = new Set<string>();

	/** By template code, as the details of templates told. */
	private readonly categories = new Map<string, string>();

	/** The call as it is made first. */
	place(call: ApiCall): ApiCall {
		return this.inAddress.has(call.action) ? (this.toAddress(call) ?? call) : call;
	}

	/** The same call with its parameters in the address, `null` when that cannot help or must not be. */
	moved(call: ApiCall, refusal: { readonly code: string } | null): ApiCall | null {
		if (refusal === null || call.product !== 'cams' || call.placement === 'fixed') return null;
		const missing = missingName(refusal.code);
		const sent = Object.keys(serialize(call.body)).map((name) => name.toLowerCase());
		return missing !== null && sent.includes(missing) ? this.toAddress(call) : null;
	}

	/** Keeps what a successful call shows about later ones. */
	learn(call: ApiCall, envelope: IDataObject, wasMoved: boolean): void {
		if (wasMoved) this.inAddress.add(call.action);
		if (call.action !== 'GetChatappTemplateDetail') return;
		const { Category } = (envelope.Data ?? {}) as IDataObject;
		const code = textOf((call.body ?? call.query)?.TemplateCode);
		if (code !== '' && typeof Category === 'string') this.categories.set(code, Category);
	}

	private toAddress(call: ApiCall): ApiCall | null {
		const { body, ...rest } = call;
		if (!body || IN_BODY_IN_SDK.has(call.action)) return null;
		const query = { ...call.query, ...body };
		if (!this.mayBeSeen(call.action, query)) return null;
		const length = new URLSearchParams(serialize(query)).toString().length;
		return length <= LONGEST_QUERY ? { ...rest, query } : null;
	}

	private mayBeSeen(action: string, sent: Readonly<Record<string, ApiValue>>): boolean {
		const names = Object.keys(serialize(sent));
		if (names.some((name) => SECRET.test(name))) return false;
		if (action !== HARMLESS_CODE && names.some((name) => /^code$/i.test(name))) return false;
		const { TemplateParams, TemplateCode, TemplateName, SenderList, Type } = sent;
		const isTemplateSend =
			(TemplateParams ?? SenderList ?? null) !== null || textOf(Type) === 'template';
		if (!isTemplateSend || (TemplateCode ?? TemplateName ?? null) === null) return true;
		const category = this.categories.get(textOf(TemplateCode));
		return category !== undefined && category.toUpperCase() !== 'AUTHENTICATION';
	}
}

function missingName(code: string): string | null {
	for (const pattern of MISSING) {
		const name = pattern.exec(code)?.[1];
		if (name) return name.toLowerCase();
	}
	return null;
}
