"""Sentences that say why a message about something that happened has come."""

RAISED_BY_YOU = (
    "You raised it, so you read how it stands; this message is brought up to date as it goes on."
    " Type escalations to see what runs."
)
REPORTED_AGAIN = (
    "The same was reported again while an escalation about it runs, and everybody who was told is"
    " told of that once. Type escalations to see how it stands."
)
STILL_WAITS = (
    "You were told of an escalation, and the reason still holds: nobody has it, or it is not"
    " over. It comes again as often as is agreed. Press I have it, or Resolve."
)
ESCALATION_IN_ROOM = (
    "Something was raised, and what was agreed for it runs. The rooms of its sides read the"
    " same. Type escalations to see what runs."
)
NOTICE = (
    "A notice that is agreed to be given outside of chat is not on record yet. Whoever gives it is"
    " reminded once, half-way to its time; the leads of that side hear of it when that has passed."
    " Press Done on it when it was given."
)
ESCALATION = (
    "Something was raised, and the agreed steps, or the leads where none are agreed, name you to"
    " be told. The message says which step it is and why it was reached. Press I have it if you"
    " look after it."
)
LOOK_BACK = (
    "An escalation you took part in was closed, so you are asked for your side, once, what helped"
    " and what should change. Nobody owes an answer."
)
LOOKED_BACK = (
    "You looked back on an escalation for your side, and now every side can read what was said."
    " Press Show to read it on the escalation."
)
RETROSPECTIVE = (
    "A phase has ended, the collaboration was closed, or a lead started it: the leads and a few"
    " people of each side are asked, with one reminder, what worked and what to change. Nobody owes"
    " an answer."
)
RETROSPECTIVE_IN_ROOM = (
    "It shows what people of each side said was good and should change, to all sides at the same"
    " moment. What is said to Accord in its thread is added to it."
)
DELIVERABLE = (
    "It is agreed for this day, or you named it, and you answer for it. An agreed limit counts how"
    " late it is, so Accord asks once whether it is there. Press Done, or It will be later."
)
ACCESS = (
    "You grant this access, and its agreed last day is ten working days away or less. Press Extend"
    " or Let it end; then nobody is asked again."
)
HEADS_UP_TO = (
    "Another side gave an early word on something that your seat deals with. It asks for nothing"
    " but Seen."
)
HEADS_UP_IN_ROOM = (
    "A heads-up was written here, so everybody here reads it and what became of it. Nothing is owed"
    " for it but Seen."
)
HEADS_UP_WRITER = (
    "You gave this heads-up, and it says who has it and what became of it. Type kept to see that it"
    " counts as speaking early."
)
QUESTION_REMINDER = (
    "A question waits for your seat, and the agreed time to answer is over. There is this one"
    " reminder. Press Answer, or Not mine: pass on."
)
QUESTION_DEPUTY = (
    "A question waits longer than agreed, and you are the deputy of whoever is asked, so you may"
    " answer it, too. Press Answer if you can."
)
QUESTION_TO = (
    "Another side asks something, and by the agreed contacts, or because it was passed on, it is"
    " for your seat. Press Answer, Ask back, or Not mine: pass on."
)
QUESTION_ASKER = (
    "You asked it, so you read how it stands and what comes back. Type answer to see what else"
    " waits."
)
QUESTION_IN_ROOM = (
    "It was asked here, so the question and its answer stand here for everybody. Type ask and a"
    " topic to ask another one."
)
SUGGESTION_TO = (
    "Another side suggests something, and by the agreed contacts, or because it was passed on, it"
    " is for your seat. Press Adopt, Not now, No, or Not mine: pass on."
)
SUGGESTION_REMINDER = (
    "A suggestion waits for your seat. You are reminded half-way through the agreed time and at its"
    " end. Press Adopt, Not now, or No; a line is enough."
)
SUGGESTION_IN_ROOM = (
    "It was made for both rooms to read, so the suggestion and its answer stand here. Type suggest"
    " and an idea to make one."
)
SUGGESTION_MAKER = (
    "You suggested it, so you read the answer and what became of it. Type suggestions mine to see"
    " all of yours."
)
ACTION_GIVEN = (
    "Somebody asked your seat to do something by a day. You are asked for it on that day, in your"
    " own hours. Press Move if another day is better, or Done."
)
ACTION_DUE = (
    "The day of an action of your seat has come. You are asked once and reminded once; only after"
    " that does every side see it as late. Press Done, or Move with a new day and why."
)
ACTION_TOLD = (
    "You asked for this action, or your seat has it, and somebody else changed or ended it. Type"
    " actions to see the list."
)
ACTIONS_HANDED_ON = (
    "You took over a seat, and these actions are open for it. Type actions mine to see yours."
)
DECISION_CONFIRM = (
    "A decision was proposed that your seat or side can confirm. It counts only once it is"
    " confirmed. Type decisions to see those that count."
)
DECISION_WRITER = (
    "You wrote this decision down, so you read what became of it. Type decisions to see all."
)
DECISION_IN_ROOM = (
    "A decision stands in the rooms of every side, so that nobody has to remember it. Type"
    " decisions and a word to find it again."
)
AREAS_TO_CONFIRM = (
    "You answer for these areas, and you all agreed that owners confirm that now and then. It"
    " comes once in a round, with one reminder. Press All still right, or Something changed."
)
ON_CALL = (
    "Your seat is on call soon, and you all agreed to ask before whether you can be reached."
    " Press Yes, I can be reached, or Somebody else."
)
ON_CALL_LEAD = (
    "A seat of your side is on call soon, and nobody is sure to be reached yet. Fill the seat, or"
    " press Yes, I can be reached once that is sure."
)
TEST_CALL = (
    "A seat is on call soon, and you all agreed that its number is called once before. Call it,"
    " and press Reached, or Nobody answered."
)
TEST_CALL_GAP = (
    "Nobody answered the agreed test call to a seat of your side that is on call soon. See the seat"
    " or fill it, and press Reached once somebody answered."
)
HANDOVER = (
    "Being on call passes from one person to another, and you all agreed that both are told and"
    " the new one says that they have it. Have a word with each other about what is open."
)
HANDOVER_LEAD = (
    "Being on call passed on in your side, and nobody has said yet that they have it. Fill the"
    " seat, or press I have it once that is sure."
)
LINK_POSTED = (
    "You posted a link that leads to no place in the register. It comes once for each place. Press"
    " Add to the register, or Never ask for this."
)
AREAS_TO_SETTLE = (
    "You lead this side, and nobody surely owns these areas at the moment. Change an area, fill"
    " the seat, or press All still right. Type status to see what else is open."
)
PULSE = (
    "Both sides agreed to be asked how working together goes, and you held one of the agreed seats"
    " when this round began. Nobody owes an answer. Type agreement pulse to see what is agreed."
)
PULSE_REMINDER = (
    "It comes once, half-way through a round of the pulse, to everybody asked whose answer is not"
    " there by then. To leave it, do nothing; there is no other reminder."
)
PULSE_RESULTS = (
    "A round of the pulse is over, and both sides read the same results on the same day. Type pulse"
    " for the latest, or agreement pulse to see what is agreed."
)
