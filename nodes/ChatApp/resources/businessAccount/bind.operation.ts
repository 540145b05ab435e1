import { META_ID, textParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { dataOf, requestIdOf } from '../../runtime/results';

export const bind = singleCall({
	value: 'bind',
	name: 'Bind',
	action: 'Bind business account',
	description:
		"Connect a WhatsApp Business Account after Meta's embedded signup and get its channel ID",
	calls: 'ChatappBindWaba',
	parameters: [
		textParameter(
			'WabaId',
			{
				displayName: 'WABA ID',
				name: 'wabaId',
				required: true,
				placeholder: 'e.g. 104857600001234',
				description: 'The ID of the WhatsApp Business Account',
			},
			META_ID,
		),
	],
	result({ envelope, sent }) {
		const { CustSpaceId, WabaId } = dataOf(envelope);
		return {
			channelId: CustSpaceId ?? null,
			wabaId: WabaId ?? String(sent.WabaId),
			nextStep: "Add a number with 'Add' of 'Phone Number'.",
			requestId: requestIdOf(envelope),
		};
	},
});
