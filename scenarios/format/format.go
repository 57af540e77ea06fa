// Package format is the file format as data: every mapping that people can
// write, with a row for each of its keys. The readers in package scenarios
// know only keys that have a row, and the JSON Schema and the reference are
// made of the same rows.
//
// To add a key, add one row to its kind, in the file of its section, and read
// it with get or need in package scenarios. To add a mapping, add a Kind to
// its section, and read it with fields("its name"). To add an inject or a
// response, add a Kind with Effects to Injects or Responses and a method to the
// actions of package scenarios. The tests there put every example into the
// sample file (scenarios/testdata/sample.yaml) at the kind's Place and load
// it, and report a row that no reader asks for and a key without a row. What
// the examples name (departments, flows, …) must stand in the sample.
package format

import (
	"slices"
	"strings"
)

// Kind is a mapping that people can write.
type Kind struct {
	// Name is how readers and the reference call it; that of an inject or a
	// response is also the key it is written under.
	Name string
	// Called is how messages call it, with its article: "a step".
	Called string
	About  string
	// Place is where one stands in the sample file: keys joined by dots. A
	// number is the index in a list; + is one more item of a list, of what
	// happens on day 20.
	Place string
	Keys  []Key
	// Of each list of One exactly one key has to be written, of each list of
	// Some at least one.
	One, Some [][]string
	// Of each list of AtMost one key can be written, or none.
	AtMost [][]string
	// Also names kinds whose keys it has as well.
	Also []string
	// AnyKey is what stands under keys that people choose freely, beside
	// those of Keys; nil: nothing may. KeyCalled says what these keys are.
	AnyKey    *Value
	KeyCalled string
	// Effects say what an inject or a response does, a row for each way of
	// using it that differs; nil for other kinds.
	Effects []Effect
	// Example is a whole one, on one line, of an inject or a response.
	Example string
}

// Key is one line that a mapping can have.
type Key struct {
	Name string
	Is   Value
	// Means is what it says, in a sentence or two.
	Means string
	// Unit is in what it is counted, "" when Is says so.
	Unit string
	// Default is what holds when it is not written, in words.
	Default string
	Must    bool // it has to be written
	// Not are keys that cannot be written beside it, With keys that must be,
	// and Beside keys that the example goes with, with or without a value.
	Not, With, Beside []string
	// Example can be written after the key in the sample file, on one line.
	Example string
}

// Effect is an inject's or a response's row in the reference's table.
type Effect struct {
	Form    string // which keys it is about, "" where there is one row
	Items   string // which items it touches: arriving, starting, in hand
	Changes string
	Staff   string // whether staff are occupied
	End     string // what happens when it is over
	Overlap string // how two of them at the same time combine
}

// Section is a part of the reference.
type Section struct {
	Name  string
	Title string
	Intro string
	Kinds []Kind
	// Parts are what is about no single mapping.
	Parts []Part
}

// Sections are all parts of the format, in the order of the reference.
func Sections() []Section {
	return []Section{scenarioSection, organisationSection, departmentSection, systemSection, stockSection, supplierSection, flowSection, customerSection, agreementSection, happeningSection, exerciseSection, injectSection, responseSection, lengthSection, values, cannot}
}

var kinds = gather()

// gather makes the list of kinds by name, with the keys of those they include.
func gather() map[string]*Kind {
	written := map[string]*Kind{}
	action := &Kind{Name: "action"}
	for _, s := range Sections() {
		for i := range s.Kinds {
			k := &s.Kinds[i]
			written[k.Name] = k
			if len(k.Effects) > 0 {
				action.Keys = append(action.Keys, Key{Name: k.Name, Is: a(k.Name), Means: k.About, Example: k.Example})
			}
		}
	}
	action.One = [][]string{action.Names()}
	written[action.Name] = action
	// An inject may be words alone.
	deed := *action
	deed.Name, deed.One, deed.AtMost, deed.Some = "deed", nil, action.One, [][]string{append(action.Names(), "say")}
	written[deed.Name] = &deed
	whole := make(map[string]*Kind, len(written))
	for name, k := range written {
		whole[name] = k.with(written)
	}
	return whole
}

// with is the kind with all that it includes.
func (k *Kind) with(written map[string]*Kind) *Kind {
	whole := *k
	for _, other := range k.Also {
		o := written[other].with(written)
		whole.Keys = append(slices.Clip(whole.Keys), o.Keys...)
		whole.One = append(slices.Clip(whole.One), o.One...)
		whole.Some = append(slices.Clip(whole.Some), o.Some...)
		whole.AtMost = append(slices.Clip(whole.AtMost), o.AtMost...)
	}
	return &whole
}

// Of is the kind of that name, with the keys of the kinds it includes. A name
// that is none has no keys.
func Of(name string) *Kind {
	if k := kinds[name]; k != nil {
		return k
	}
	return &Kind{Name: name, Called: name}
}

// Names are the keys in their order.
func (k *Kind) Names() []string {
	names := make([]string, len(k.Keys))
	for i := range k.Keys {
		names[i] = k.Keys[i].Name
	}
	return names
}

// Key is the row of a key, nil when there is none.
func (k *Kind) Key(name string) *Key {
	for i := range k.Keys {
		if k.Keys[i].Name == name {
			return &k.Keys[i]
		}
	}
	return nil
}

// Actions are the names of what can happen (Injects) or be decided
// (Responses), in the order of the reference.
func (s Section) Actions() []string {
	var names []string
	for i := range s.Kinds {
		if len(s.Kinds[i].Effects) > 0 {
			names = append(names, s.Kinds[i].Name)
		}
	}
	return names
}

// Injects are what can happen.
func Injects() Section { return injectSection }

// Responses are what can be decided.
func Responses() Section { return responseSection }

// Written is the place of the kind as people write it: `steps: build:`.
func (k *Kind) Written() string { return strings.ReplaceAll(k.Place, ".", ": ") }
