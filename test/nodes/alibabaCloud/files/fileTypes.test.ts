import { endingOf, readMimeType, typeOfName } from '../../../../nodes/alibabaCloud/files/fileTypes';

test.each([
	['audio/ogg; codecs=opus', null, 'audio/ogg'],
	['application/octet-stream', 'audio/ogg; codecs=opus', 'audio/ogg'],
	['text/html; charset="><script>', null, 'text/html'],
	['><script>/x', 'image/png', 'image/png'],
	['image/png, image/png', null, 'image/png'],
	['IMAGE/JPG', null, 'image/jpeg'],
	[undefined, null, undefined],
])('%j and %j are the type %j', (served, claimed, type) => {
	expect(readMimeType(served, claimed)).toBe(type);
});

test.each([
	['photo.JPG', 'image/jpeg'],
	['voice.opus', 'audio/ogg'],
	['a.tar.gz', undefined],
	['photo', undefined],
	['.png', 'image/png'],
	['a.constructor', undefined],
	['', undefined],
])('the name %s stands for the type %s', (name, type) => {
	expect(typeOfName(name)).toBe(type);
});

test('a type and its usual ending stand for each other', () => {
	for (const type of [
		'image/jpeg',
		'audio/ogg',
		'application/pdf',
		'application/xml',
		'video/mp4',
	]) {
		expect(typeOfName(`a.${endingOf(type)}`)).toBe(type);
	}
	expect(endingOf('constructor')).toBeNull();
});
