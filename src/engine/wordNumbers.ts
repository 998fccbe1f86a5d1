/**
 * The numbers of words that come with every call, and the words of agents' states.
 *
 * Rule: the same as the tables `Outcome`, `AgentState` and `Action` say. Comparing with the frequent words first takes a nanosecond;
 * looking a property up by a name that differs from call to call takes ten.
 */
import { Action, AGENT_STATES, AgentState, Outcome, type ActionName, type AgentStateName, type OutcomeName } from './vocabulary.ts';

export function outcomeNumber(outcome: OutcomeName): Outcome {
  switch (outcome) {
    case 'noAnswer': return Outcome.noAnswer;
    case 'answered': return Outcome.answered;
    case 'machine': return Outcome.machine;
    case 'busy': return Outcome.busy;
    case 'invalidNumber': return Outcome.invalidNumber;
    case 'dropped': return Outcome.dropped;
    default: return Outcome[outcome];
  }
}

export function actionNumber(action: ActionName): Action {
  switch (action) {
    case 'done': return Action.done;
    case 'rescheduledByDialer': return Action.rescheduledByDialer;
    case 'notAssigned': return Action.notAssigned;
    default: return Action[action];
  }
}

export function agentStateNumber(state: AgentStateName): AgentState {
  switch (state) {
    case 'ready': return AgentState.ready;
    case 'talking': return AgentState.talking;
    case 'wrapping': return AgentState.wrapping;
    default: return AgentState[state];
  }
}

/** The way back. Where the state is known as the code is compiled, so is its name then, and all that is asked of the name. */
export function agentStateName(state: AgentState): AgentStateName {
  switch (state) {
    case AgentState.ready: return 'ready';
    case AgentState.talking: return 'talking';
    case AgentState.wrapping: return 'wrapping';
    default: return AGENT_STATES[state];
  }
}
