import { JPG, type MessageCase, MP4 } from './messageCase';

const VIDEO = {
	link: MP4,
	thumbnail: 'https://example.com/t.jpg',
	fileSize: '5',
	duration: '20',
};
const BUTTON = { buttonText: 'Shop', buttonUrl: 'https://example.com' };
const BUTTON_CONTENT = { caption: 'Shop', action: 'https://example.com' };

export const otherChannelCases: readonly MessageCase[] = [
	['viber', 'text', { text: 'Sale ends today' }, { text: 'Sale ends today' }],
	['viber', 'image', { link: JPG }, { link: JPG }],
	['viber', 'video', VIDEO, VIDEO],
	[
		'viber',
		'document',
		{ link: 'https://example.com/a.pdf', fileName: 'offer.pdf' },
		{ link: 'https://example.com/a.pdf', fileName: 'offer.pdf', fileType: 'pdf' },
	],
	[
		'viber',
		'document',
		{ link: 'https://example.com/a.pdf', fileName: 'Our offer' },
		{ link: 'https://example.com/a.pdf', fileName: 'Our offer.pdf', fileType: 'pdf' },
	],
	['viber', 'text_button', { text: 'Sale', ...BUTTON }, { text: 'Sale', ...BUTTON_CONTENT }],
	['viber', 'text_image', { text: 'Sale', link: JPG }, { text: 'Sale', link: JPG }],
	[
		'viber',
		'text_image_button',
		{ text: 'Sale', link: JPG, ...BUTTON },
		{ text: 'Sale', link: JPG, ...BUTTON_CONTENT },
	],
	['viber', 'text_video', { text: 'Watch', ...VIDEO }, { text: 'Watch', ...VIDEO }],
	[
		'viber',
		'text_video_button',
		{ text: 'Watch', ...VIDEO, ...BUTTON },
		{ text: 'Watch', ...VIDEO, ...BUTTON_CONTENT },
	],
	[
		'viber',
		'text_video_button',
		{ text: 'Watch', ...VIDEO, buttonText: 'Play' },
		{ text: 'Watch', ...VIDEO, caption: 'Play' },
	],
	['messenger', 'text', { text: 'Hi' }, { text: 'Hi' }],
	['messenger', 'image', { link: JPG }, { link: JPG }],
	['messenger', 'video', { link: MP4 }, { link: MP4 }],
	[
		'messenger',
		'audio',
		{ link: 'https://example.com/a.mp3' },
		{ link: 'https://example.com/a.mp3' },
	],
	[
		'messenger',
		'document',
		{ link: 'https://example.com/a.pdf' },
		{ link: 'https://example.com/a.pdf' },
	],
	['instagram', 'text', { text: 'Hi' }, { text: 'Hi' }],
	['instagram', 'image', { link: JPG }, { link: JPG }],
	['instagram', 'video', { link: MP4 }, { link: MP4 }],
	[
		'instagram',
		'audio',
		{ link: 'https://example.com/a.m4a' },
		{ link: 'https://example.com/a.m4a' },
	],
	['telegram', 'text', { text: 'Hi' }, { text: 'Hi' }],
	['telegram', 'image', { link: JPG }, { link: JPG }],
	['telegram', 'video', { link: MP4 }, { link: MP4 }],
	[
		'telegram',
		'audio',
		{ link: 'https://example.com/a.mp3' },
		{ link: 'https://example.com/a.mp3' },
	],
	[
		'telegram',
		'document',
		{ link: 'https://example.com/a.pdf' },
		{ link: 'https://example.com/a.pdf' },
	],
	['telegram', 'gif', { link: 'https://example.com/a.gif' }, { link: 'https://example.com/a.gif' }],
	[
		'telegram',
		'sticker',
		{ link: 'https://example.com/a.webp' },
		{ link: 'https://example.com/a.webp' },
	],
	[
		'telegram',
		'location',
		{ latitude: '1.29', longitude: '103.8' },
		{ longitude: '103.8', latitude: '1.29' },
	],
];
