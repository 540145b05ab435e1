import type { Narrator } from '../../n8n/reporter';
import type { Stage } from '../../n8n/stage';
import { testByQueue } from './byQueue';
import { testDeliveries } from './deliveries';
import { testGivenAnswers } from './givenAnswers';
import { testManners } from './manners';
import { testOtherWaits } from './otherWaits';
import { testReview } from './review';
import { setScene } from './scene';
import { askWithTimers, testTimers } from './timers';

/** Questions in the chat and what becomes of their answers, in one n8n. */
export async function testAnswers(
	stage: Stage,
	narrator: Narrator,
	isOldest: boolean,
): Promise<void> {
	const scene = await setScene(stage, narrator);
	const questions = await askWithTimers(scene);
	await testGivenAnswers(scene);
	await testDeliveries(scene);
	await testOtherWaits(scene, isOldest);
	await testTimers(scene, questions);
	if (!isOldest) await testReview(stage, scene.place, narrator);
	await stage.n8n.unpublish(scene.inbox.id);
	await testManners(stage, scene.place, narrator);
	await testByQueue(scene);
}
