export { toMilliseconds } from '../../alibabaCloud/wire/moment';
