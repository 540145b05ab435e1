import { isLoopback } from '../wire/endpoints';
import { decodePart, parseUrl } from '../wire/url';

/**
 * The path of a file in the service's storage, by a link to it: what GeneratePresignedUrl wants.
 *
 * @returns `null` for links to other places, whose path tells nothing.
 *
 * Source: the official client @alicloud/cams20200606 1.4.2 (GeneratePresignedUrlRequest)
 */
export function storagePath(link: string): string | null {
	const url = parseUrl(link);
	if (url === null) return null;
	const { hostname, pathname } = url;
	const path = decodePart(pathname);
	// A loopback address has the bucket as the first part of its path.
	if (isLoopback(hostname)) return path.split('/').slice(2).join('/') || null;
	return /\.oss-[a-z0-9-]+\.aliyuncs\.com$/.test(hostname) ? path.slice(1) || null : null;
}
