/** Stage `evaluate`: task rows to tokens, foils, and what the unsteered model answers. Writes `prompt` and `token`. */
import { answerPositions, batchesByLength, inPromptOrder } from '../../../src/engine/passes/batches.ts';
import { promptContrasts } from '../../../src/engine/passes/contrasts.ts';
import { type AnswerWord, drawFoils, topWrong } from '../../../src/engine/passes/foils.ts';
import { type Outcomes, openOutcomes, outcomeTables } from '../../../src/engine/passes/outcomes.ts';
import { tokenisePrompts } from '../../../src/engine/passes/prompt-tokens.ts';
import { openWeightBytes } from '../../../src/engine/passes/resident-weights.ts';
import { openResiduals } from '../../../src/engine/passes/residuals.ts';
import { batchBytes } from '../../../src/memory-budget.ts';
import { stage } from '../../../src/run/stage.ts';
import { file, subject } from '../../../src/run/stage-input.ts';
import { readTask } from '../kernels/task-file.ts';
import type { TaskStudy } from '../settings.ts';

export const evaluate = stage({
  name: 'evaluate',
  module: import.meta.url,
  settings: ({ seed, attribution: { contrast }, task: { answers } }: TaskStudy) => ({ seed, contrast, answers }),
  reads: { taskFile: file(({ task }: TaskStudy) => task.file), subject: subject() },
  writes: ['prompt', 'token'],
  async run(
    { seed, contrast: kind, answers: as },
    { taskFile = '', subject },
    { threads, memoryBytes, note, progress: start },
  ) {
    const rows = readTask(taskFile, as);
    const { model, sae } = subject;
    const tokenizer = await subject.tokenizer();
    const prompts = tokenisePrompts(rows, tokenizer, model.config, sae.config.prependBos, taskFile, as);
    const tokens = prompts.map((prompt) => prompt.tokens);
    const batches = batchesByLength(
      tokens.map((ids) => ids.length),
      answerPositions(batchBytes(memoryBytes, openWeightBytes(subject)), model.config),
    );
    const progress = start('baseline answers', batches.length);

    const residuals = await openResiduals(subject, tokens, threads);
    const resid: Float32Array[] = [];
    for (const batch of batches) resid.push(await residuals.read(batch));
    await residuals.release();

    const accepted = prompts.map((prompt) => prompt.acceptedTokens);
    const answers = rows.map(({ answer }, i): AnswerWord => ({ word: answer, token: prompts[i].answerToken }));
    // The vocabulary's log-probabilities of every prompt are 200 MB for a thousand prompts of GPT-2: dropped unless they are read.
    const answerOf = async (contrast: Float32Array, keepLogProbs = false): Promise<Outcomes[]> => {
      // One thread, as in steering: the baseline is then the unsteered outcome to the bit.
      const runner = await openOutcomes(subject, outcomeTables(accepted, contrast), 1);
      const outcomes: Outcomes[] = [];
      for (const [i, batch] of batches.entries()) {
        const answered = await runner.run(resid[i], Int32Array.from(batch.rows));
        outcomes.push(keepLogProbs ? answered : { ...answered, logProbs: new Float32Array(0) });
      }
      await runner.release();
      return outcomes;
    };

    const foils = async (): Promise<(AnswerWord | null)[]> => {
      switch (kind) {
        case 'foil':
          return rows.map(({ foil }, i) => ({ word: foil ?? '', token: prompts[i].foilToken ?? -1 }));
        case 'random-foil':
          return drawFoils(answers, seed);
        case 'mean-of-others':
          return rows.map(() => null);
        case 'top-wrong': {
          const blank = new Float32Array(rows.length * model.config.dModel);
          const logProbs = inPromptOrder(
            batches,
            (await answerOf(blank, true)).map((outcome) => outcome.logProbs),
          );
          return topWrong(answers, logProbs, model.config.vocabSize);
        }
      }
    };
    const against = await foils();
    const outcomes = await answerOf(await promptContrasts(model, answers, against));
    progress.advance(batches.length);
    progress.done();

    const column = (pick: (outcome: Outcomes) => Float32Array | Int32Array): Float64Array =>
      Float64Array.from(
        inPromptOrder(
          batches,
          outcomes.map((outcome) => Float32Array.from(pick(outcome))),
        ),
      );
    const right = column((o) => o.answerRank).filter((rank) => rank === 0).length;
    note(`${right} of ${rows.length} prompts are answered right`);
    const places = tokens.flatMap((ids, prompt) => Array.from(ids, (id, position) => ({ prompt, position, id })));
    return {
      prompt: {
        prompt_id: Int32Array.from(rows, (_, i) => i),
        text: rows.map((row) => row.prompt),
        answer: rows.map((row) => row.answer),
        answer_token: Int32Array.from(answers, ({ token }) => token),
        foil: against.map((foil) => foil?.word ?? null),
        foil_token: against.map((foil) => foil?.token ?? null),
        stratum: rows.map((row) => row.stratum),
        template: rows.map((row) => row.template),
        subject: rows.map((row) => row.subject ?? null),
        accepted: rows.map((row) => row.accepted),
        accepted_tokens: accepted,
        n_tokens: Int32Array.from(tokens, (ids) => ids.length),
        logit_diff: column((o) => o.logitDiff),
        answer_logit: column((o) => o.answerLogit),
        answer_log_prob: column((o) => o.answerLogProb),
        answer_prob: column((o) => o.answerProb),
        answer_rank: Int32Array.from(column((o) => o.answerRank)),
        top10_entropy: column((o) => o.top10Entropy),
      },
      token: {
        prompt_id: Int32Array.from(places, ({ prompt }) => prompt),
        position: Int32Array.from(places, ({ position }) => position),
        token_id: Int32Array.from(places, ({ id }) => id),
        token: places.map(({ id }) => tokenizer.decode([id])),
      },
    };
  },
});
