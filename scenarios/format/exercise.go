package format

var exerciseSection = Section{
	Name: "exercise", Title: "A live exercise",
	Intro: "An exercise is a scenario that people live through: who plays, what they may decide, when they pause. `ripple run` plays the same file without them. What has a number in the list of injects keeps its chance when the list changes.",
	Kinds: []Kind{
		{Name: "exercise", Called: "`exercise`", Place: "exercise", About: "How a scenario is played with people.", Keys: []Key{
			{Name: "title", Is: text, Means: "What the exercise is called.", Default: "the scenario's title", Example: "Empty shelves"},
			{Name: "about", Is: text, Means: "What it is for, in a sentence or two.", Default: "what `about` of the scenario says", Example: "Practises deciding together before customers notice."},
			{Name: "objectives", Is: named("an objective", text), Means: "What should be shown, each under a name. Evaluators rate them.", Default: "none are rated", Example: "{early-word: Customers hear of a delay before they ask.}"},
			{Name: "teams", Is: named("a team", a("players")), Means: "Who plays.", Default: "one team, `leadership`, that looks after every department and may choose every response", Example: "{operations: {departments: [manufacturing, procurement]}}"},
			{Name: "responses", Is: called("names of responses, each with what is done, or with a label and what is done", named("a response", oneOf(a("menu"), a("choice"), listOf(a("choice"))))), Means: "What teams may choose beside the scenario's `options`. It begins when it is decided.", Default: "only the options can be chosen", Example: "{two-buyers: {add-staff: {department: procurement, people: 2, for: 10 days}}}"},
			{Name: "modules", Is: listOf(a("module")), Means: "The parts of the exercise, in order of time.", Default: "it has no parts", Example: "[{name: The slip, from: day 20}]"},
			{Name: "start-of-exercise", Is: text, Means: "What is read aloud when it starts.", Default: "nothing is read", Example: "It is Monday morning. Treat what you see as real."},
			{Name: "end-of-exercise", Is: text, Means: "What is read aloud when it ends.", Default: "nothing is read", Example: "The exercise is over. Stay for the hot wash."},
			{Name: "hot-wash", Is: oneOrMore(text), Means: "Questions for the talk right after it.", Default: "none", Example: "[What surprised you?, What would you do earlier?]"},
			{Name: "guide", Is: a("guide"), Means: "What somebody needs who leads it for the first time. Nobody else reads it.", Default: "nothing is said", Example: "{plan: [{minutes: 10, do: Brief the teams.}]}"},
			{Name: "begins", Is: moment, Means: "When play begins.", Default: "on day 1", Example: "day 15 08:00"},
			{Name: "ends", Is: moment, Means: "When play ends at the latest.", Default: "when orders are no longer counted", Example: "day 60"},
			{Name: "pause-when", Is: oneOrMore(watch), Means: "Conditions at which play pauses by itself, each time one begins to hold. They are looked at every hour.", Default: "it pauses at injects only", Example: "[consumers.overdue > 50]"},
			{Name: "actions", Is: count, Means: "How many responses one team may have in a turn, which is the stretch between two pauses.", Default: "1", Example: "1"},
			{Name: "admit", Is: words("facilitator", "automatically"), Means: "Who admits what a team proposes.", Default: "the facilitator", Example: "automatically"},
			{Name: "pace", Is: elapsed, Means: "How long a simulated day takes in the room.", Unit: "time of the room", Default: "10s", Example: "20s"},
			{Name: "lived-in", Is: count, Means: "Which replication was lived in, counted from 1; a saved session says it.", Default: "1", Example: "1"},
			{Name: "reached", Is: moment, Means: "How far play had come; a saved session says it.", Default: "it has not been played", Example: "day 41 10:30"},
		}},
		{Name: "players", Called: "a team of an exercise", Place: "exercise.teams.operations", About: "Some who decide together.", Keys: []Key{
			{Name: "label", Is: text, Means: "How they are called.", Default: "the name, with spaces for hyphens", Example: "the operations team"},
			{Name: "departments", Is: oneOrMore(nameOf("a department")), Means: "Whose backlog and agreements they see.", Default: "none", Example: "[manufacturing, procurement]"},
			{Name: "responses", Is: oneOrMore(nameOf("an option or a response of the exercise")), Means: "What they may choose.", Default: "everything", Example: "[act]"},
		}},
		{Name: "module", Called: "a module", Place: "exercise.modules.0", About: "A part of an exercise, with what to talk about.", Keys: []Key{
			{Name: "name", Is: text, Must: true, Means: "What it is called.", Example: "The slip"},
			{Name: "from", Is: moment, Must: true, Means: "When it begins.", Example: "day 20"},
			{Name: "questions", Is: oneOrMore(text), Means: "What to talk about.", Default: "nothing", Example: "[Whom do you tell, and when?]"},
		}},
		{Name: "guide", Called: "the guide of an exercise", Place: "exercise.guide", About: "A page for the facilitator, which `ripple tabletop --print` prints.", Keys: []Key{
			{Name: "brief", Is: text, Means: "How to begin.", Default: "nothing is said", Example: "Say that the organisation is invented, and that the way it is led is on trial, not its people."},
			{Name: "plan", Is: listOf(a("slot")), Means: "What is done when, in order.", Default: "there is no plan", Example: "[{minutes: 10, do: Brief the teams.}]"},
			{Name: "watch-for", Is: oneOrMore(text), Means: "What tells whether the objectives are met.", Default: "nothing is said", Example: "[Who tells sales that assembly will stop?]"},
			{Name: "decisions", Is: named("an option or a response of the exercise", text), Means: "What choices usually do.", Default: "nothing is said", Example: "{fly-in: Two in three late orders come on time.}"},
			{Name: "close", Is: text, Means: "How to end.", Default: "nothing is said", Example: "Let every team name one thing that it does differently tomorrow."},
		}},
		{Name: "slot", Called: "a line of the plan", Place: "exercise.guide.plan.0", About: "A stretch of the time in the room.", Keys: []Key{
			{Name: "minutes", Is: count, Must: true, Means: "How long it takes.", Unit: "minutes in the room", Example: "10"},
			{Name: "do", Is: text, Must: true, Means: "What is done.", Example: "Brief the teams."},
		}},
		{Name: "menu", Called: "a response of an exercise", Place: "exercise.responses.fly-in", About: "Something that a team may choose, with a label. Without a label, what is done will do.", Keys: []Key{
			{Name: "label", Is: text, Means: "How it is called.", Default: "its name, with spaces for hyphens", Example: "fly the boards in"},
			{Name: "responses", Is: oneOrMore(a("choice")), Must: true, Means: "What is done.", Example: "[{expedite: {flow: replenish-boards, waits: x 0.5}, for: 12 days}]"},
		}},
		{Name: "choice", Called: "what can be chosen", Place: "exercise.responses.fly-in.responses.0", About: "One thing that a response of an exercise does, from the moment at which it is decided.", Also: []string{"extent", "action"}, Keys: []Key{
			{Name: "say", Is: text, Means: "What people are told when it happens.", Default: "words made from what it does", Example: "The boards come by air."},
		}},
	},
}

// eventList are the keys by which an inject is a line of a master event list.
var eventList = Kind{Name: "event-list", Called: "a line of the event list", Keys: []Key{
	{Name: "number", Is: count, Means: "Its number in the list, which stays with it.", Default: "its place in the list, counted from 1", Example: "12"},
	{Name: "from", Is: text, Means: "Whom the message comes from.", Default: "nobody is named", Example: "the plant manager"},
	{Name: "to", Is: oneOrMore(text), Means: "Who gets it: teams of the exercise, or `all`.", Default: "all", Example: "all"},
	{Name: "method", Is: text, Means: "How it is delivered.", Default: "on the screen", Example: "phone call"},
	{Name: "controller", Is: text, Means: "Who delivers it.", Default: "the facilitator", Example: "Ada"},
	{Name: "expected-action", Is: text, Means: "What a team should do about it.", Default: "nothing is expected", Example: "Procurement tells sales the same day."},
	{Name: "objective", Is: nameOf("an objective of the exercise"), Means: "Which objective it serves.", Default: "none", Example: "early-word"},
}}
