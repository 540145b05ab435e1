import type { INodeProperties } from 'n8n-workflow';

import {
	CHANNEL_TYPES,
	type ChannelType,
} from '../../../../../nodes/alibabaCloud/channels/channels';
import { contentFields } from '../../../../../nodes/ChatApp/resources/message/typeFields';
import { messageTypes } from '../../../../../nodes/ChatApp/resources/message/types';

/** What the channel and the type decide is left out: it is what the test asks. */
function textOf({ displayOptions, ...others }: INodeProperties): string {
	const { channelType, messageType, ...show } = displayOptions?.show ?? {};
	return JSON.stringify({ ...others, displayOptions: { ...displayOptions, show } });
}

function shownFor(channel: ChannelType, type: string): string[] {
	return contentFields()
		.filter(({ displayOptions }) => {
			const { channelType = [], messageType = [] } = displayOptions?.show ?? {};
			return channelType.includes(channel) && messageType.includes(type);
		})
		.map(textOf);
}

const PAIRS = CHANNEL_TYPES.flatMap((channel) =>
	messageTypes
		.filter(({ channels }) => channels.includes(channel))
		.map((type) => [channel, type.value, type] as const),
);

test('each channel has types', () => {
	expect(new Set(PAIRS.map(([channel]) => channel)).size).toBe(CHANNEL_TYPES.length);
});

test.each(PAIRS)('%s %s shows its own fields, each once, and no others', (channel, value, type) => {
	const own = type.properties.filter(({ displayOptions }) => {
		const narrowed = displayOptions?.show?.channelType;
		return narrowed?.includes(channel) ?? true;
	});
	expect(shownFor(channel, value).sort()).toEqual(own.map(textOf).sort());
});

test('a field of several channels is there once where that is possible', () => {
	const named = contentFields().filter(({ name }) => name === 'link');
	expect(named.map(({ displayOptions }) => displayOptions?.show?.channelType)).toContainEqual(
		expect.arrayContaining([...CHANNEL_TYPES]),
	);
});
