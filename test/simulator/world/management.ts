import type { BusinessNumber } from './channels';
import { WHATSAPP_CHANNEL } from './seed';

export interface Profile {
	About: string;
	Address: string;
	Description: string;
	Email: string;
	ProfilePictureUrl: string;
	Vertical: string;
	Websites: string[];
}

export interface Automation {
	EnableWelcomeMessage: boolean;
	Prompts: string[];
	Commands: Array<{ CommandName: string; CommandDescription: string }>;
}

/** What belongs to a number beside sending. */
export interface NumberState {
	verified: boolean;
	/** The code on its way to the number's owner; `null` when none was asked for. */
	code: string | null;
	/** What Meta knows; the service's own list follows by a sync. */
	remoteStatus: string;
	profile: Profile;
	automation: Automation;
	commerce: { CartEnable: boolean; CatalogVisible: boolean };
	/** By which people find the number; `null` when it has none. */
	username: string | null;
}

export interface QrCode {
	QrdlCode: string;
	PhoneNumber: string;
	PrefilledMessage: string;
	GenerateQrImage: string;
}

/** A form within WhatsApp. */
export interface Flow {
	FlowId: string;
	FlowName: string;
	Categories: string[];
	EndpointUri: string;
	Status: 'DRAFT' | 'PUBLISHED' | 'DEPRECATED';
	/** Where the JSON was taken from. */
	FilePath: string | null;
	custSpaceId: string;
}

export interface Group {
	GroupId: string;
	BusinessNumber: string;
	Subject: string;
	Description: string;
	GroupStatus: string;
	ProfilePictureFile: string;
	InviteLink: string;
	participants: string[];
}

/** A conversation drawn in the service's editor. */
export interface ChatFlow {
	FlowCode: string;
	Title: string;
	TriggerType: string;
	Status: string;
	online: boolean;
}

/** What is managed around messages: numbers' extras, codes, flows, groups. */
export class ManagementBook {
	readonly qrCodes: QrCode[] = [];
	readonly flows: Flow[] = [];
	readonly groups: Group[] = [];
	readonly chatFlows: ChatFlow[] = [];
	/** IDs of triggers that chat flows took. */
	readonly triggers: Array<{ flowCode: string; uuid: string | null; data: unknown }> = [];
	readonly conversions: unknown[] = [];
	/** Channels whose metrics are collected. */
	readonly metrics = new Set<string>();
	private readonly numbers = new Map<string, NumberState>();
	private count = 0;

	constructor() {
		this.flows.push({
			...{ FlowId: '900000000000001', FlowName: 'appointment', EndpointUri: '' },
			...{ Categories: ['APPOINTMENT_BOOKING'], Status: 'PUBLISHED' as const, FilePath: null },
			custSpaceId: WHATSAPP_CHANNEL,
		});
		this.groups.push({
			...{ GroupId: 'EAacmeGroup1', BusinessNumber: '6531589000', Subject: 'Acme friends' },
			...{ Description: '', GroupStatus: 'ACTIVE', ProfilePictureFile: '', InviteLink: '' },
			participants: ['6591230001', '60123450002'],
		});
		this.chatFlows.push(
			chatFlow('9ccc41d0aaaa4e1bb0c1000000000001', 'Delivery help', 'TriggeredManually'),
			chatFlow('9ccc41d0aaaa4e1bb0c1000000000002', 'Greeting', 'TriggeredByWhatsApp'),
		);
	}

	nextNumber(): number {
		this.count += 1;
		return this.count;
	}

	/** Numbers of the seed were verified long ago. */
	of({ number, status, verifiedName }: BusinessNumber): NumberState {
		const known = this.numbers.get(number);
		if (known) return known;
		const state: NumberState = {
			...{ verified: status !== 'UNVERIFIED', code: null, remoteStatus: status },
			profile: {
				...{ About: 'Hey there! I am using WhatsApp.', Address: '', Description: verifiedName },
				...{ Email: '', ProfilePictureUrl: '', Vertical: 'OTHER', Websites: [] },
			},
			automation: { EnableWelcomeMessage: false, Prompts: [], Commands: [] },
			commerce: { CartEnable: true, CatalogVisible: false },
			username: null,
		};
		this.numbers.set(number, state);
		return state;
	}
}

function chatFlow(FlowCode: string, Title: string, TriggerType: string): ChatFlow {
	return { FlowCode, Title, TriggerType, Status: 'NORMAL', online: true };
}
