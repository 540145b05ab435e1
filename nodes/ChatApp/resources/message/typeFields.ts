import type { INodeProperties } from 'n8n-workflow';

import { CHANNELS, type ChannelType } from '../../../alibabaCloud/channels/channels';
import { whatsAppFirst } from '../../fields/channelType';
import { messageTypes } from './types';
import type { MessageType } from './types/messageType';

/** One list a channel, since each offers types of its own. */
export function messageTypeFields(): INodeProperties[] {
	return whatsAppFirst().map((channelType) => ({
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: messageTypes
			.filter(({ channels }) => channels.includes(channelType))
			.map(({ name, value, description }) => ({
				name,
				value,
				description: typeof description === 'string' ? description : description(channelType),
			}))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: 'text',
		displayOptions: { show: { channelType: [channelType] } },
		description: `The type of ${CHANNELS[channelType].name} message to send`,
		...(channelType === 'whatsapp' && { builderHint: { propertyHint: typesOfOthers() } }),
	}));
}

/** What a definition cannot say of a field that has other values in each channel. */
function typesOfOthers(): string {
	return whatsAppFirst()
		.slice(1)
		.map((channelType) => {
			const types = messageTypes.filter(({ channels }) => channels.includes(channelType));
			return `With ${channelType}: ${types.map(({ value }) => value).join(', ')}.`;
		})
		.join(' ');
}

/**
 * The fields of all types. A field object that several types share appears once for as many channels
 * as possible, so the editor loads a short description.
 */
export function contentFields(): INodeProperties[] {
	const shared = new Set(messageTypes.flatMap(({ properties }) => properties));
	return [...shared].flatMap((property) => shownWhere(property));
}

function shownWhere(property: INodeProperties): INodeProperties[] {
	return placesOf(property).map(({ channels, types }) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				...property.displayOptions?.show,
				channelType: channels,
				messageType: types,
			},
		},
	}));
}

/** A field shows for each pair of a channel and a type. */
interface Place {
	readonly channels: ChannelType[];
	readonly types: string[];
}

/** Channels share a place unless one of them would show the field with a type that is without it. */
function placesOf(property: INodeProperties): Place[] {
	return whatsAppFirst().reduce<Place[]>((places, channel) => {
		const types = typesWith(property, channel);
		if (types.length === 0) return places;
		const place: Place = { channels: [channel], types };
		const known = places.find((one) => !adds(one, place, property));
		if (!known) return [...places, place];
		return places.map((one) => (one === known ? joined(one, place) : one));
	}, []);
}

function joined(one: Place, other: Place): Place {
	return {
		channels: [...one.channels, ...other.channels],
		types: [...new Set([...one.types, ...other.types])],
	};
}

function adds(one: Place, other: Place, property: INodeProperties): boolean {
	const { channels, types } = joined(one, other);
	return channels.some((channel) => {
		const own = typesWith(property, channel);
		return types.some((type) => findType(channel, type) && !own.includes(type));
	});
}

function typesWith(property: INodeProperties, channel: ChannelType): string[] {
	const narrowed = property.displayOptions?.show?.channelType;
	if (narrowed && !narrowed.includes(channel)) return [];
	return messageTypes
		.filter((type) => offers(type, channel) && type.properties.includes(property))
		.map(({ value }) => value);
}

/** `undefined` when the channel has no such type. */
export function findType(channel: ChannelType, value: unknown): MessageType | undefined {
	return messageTypes.find((type) => type.value === value && offers(type, channel));
}

function offers({ channels }: MessageType, channel: ChannelType): boolean {
	return channels.includes(channel);
}
