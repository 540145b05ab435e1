import { signText } from './signature';
import { BUCKET, type MediaStore } from './store';

/** A link that opens one object until its end, whoever follows it. */
export function temporaryLink(store: MediaStore, key: string, expiresAt: number): string {
	const { accessKeyId, accessKeySecret } = store.linkKey;
	const expires = String(Math.floor(expiresAt / 1000));
	const signature = signText(`GET\n\n\n${expires}\n/${BUCKET}/${key}`, accessKeySecret);
	const query = new URLSearchParams({
		OSSAccessKeyId: accessKeyId,
		Expires: expires,
		Signature: signature,
	});
	return `${store.urlOf(key)}?${query.toString()}`;
}
