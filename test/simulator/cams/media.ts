import type { Action, ActionTable } from '../gateway/action';
import { productError } from '../gateway/errors';
import { BUCKET, temporaryLink } from '../oss';
import { channelOf } from './lookups';

const LINK_MS = 3_600_000;
/** Life of the upload keys; the documented sample shows an hour. */
const UPLOAD_SECONDS = 3_600;

/** Keys for the media storage. Answer as in the models of @alicloud/cams20200606. */
const getChatappUploadAuthorization: Action = {
	required: ['CustSpaceId'],
	qps: 5,
	handle({ params, world }) {
		const { custSpaceId } = channelOf(world, params.require('CustSpaceId'));
		const keys = world.storage.issueKeys(custSpaceId, world.now + UPLOAD_SECONDS * 1000);
		return {
			Success: true,
			Data: {
				AccessKeyId: keys.accessKeyId,
				AccessKeySecret: keys.accessKeySecret,
				SecurityToken: keys.securityToken,
				BucketName: BUCKET,
				EndPoint: world.storage.endpoint,
				Dir: keys.folder,
				Expire: UPLOAD_SECONDS,
			},
		};
	},
};

const generatePresignedUrl: Action = {
	required: ['FilePath'],
	handle({ params, world }) {
		const key = params.require('FilePath').replace(/^\/+/, '');
		if (!world.storage.objects.has(key)) {
			throw productError('InvalidParameter.FilePath', 'The file does not exist.');
		}
		return {
			Success: true,
			Data: { Url: temporaryLink(world.storage, key, world.now + LINK_MS) },
		};
	},
};

export const mediaActions: ActionTable = {
	GetChatappUploadAuthorization: getChatappUploadAuthorization,
	GeneratePresignedUrl: generatePresignedUrl,
};
