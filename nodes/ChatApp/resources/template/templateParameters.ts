import { templateTypeOf } from '../../calls/templateDetail';
import { languageLocator, templateLocator } from '../../fields/locators';
import { locatorParameter, type CallParameter } from '../../fields/parameter';
import { templateTypeField } from '../../fields/templateDesigner';

/** What is no app with templates counts as WhatsApp: these calls only read. */
export const templateTypeParameter: CallParameter = {
	property: templateTypeField,
	sentAs: 'TemplateType',
	read: templateTypeOf,
};

export const templateParameter = locatorParameter('TemplateCode', templateLocator);

export const languageParameter = locatorParameter('Language', languageLocator);
