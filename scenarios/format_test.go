package scenarios

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ripple/scenarios/format"
)

// TestEveryExampleOfTheFormatLoads: the example of every row, put into the
// sample file, gives a scenario.
func TestEveryExampleOfTheFormatLoads(t *testing.T) {
	eachRow(func(k *format.Kind, key *format.Key) {
		if key.Means == "" || key.Example == "" {
			t.Errorf("%s.%s has no meaning or no example", k.Name, key.Name)
			return
		}
		text := placed(t, k, key, key.Example)
		file := opened{name: "sample", display: "sample.yaml", folder: "testdata", text: text}
		if _, err := file.load(Options{}); err != nil {
			t.Errorf("%s.%s: %v", k.Name, key.Name, err)
		}
	})
}

// TestEveryRowOfTheFormatIsRead: nonsense after a key is reported there, so
// some reader asks for it.
func TestEveryRowOfTheFormatIsRead(t *testing.T) {
	eachRow(func(k *format.Kind, key *format.Key) {
		text := placed(t, k, key, "{no-such-thing: [{nonsense: [1]}]}")
		file := opened{name: "sample", display: "sample.yaml", folder: "testdata", text: text}
		_, err := file.load(Options{})
		var d Diagnostics
		if !errors.As(err, &d) {
			t.Errorf("%s.%s: nobody reads it, nonsense was taken: %v", k.Name, key.Name, err)
			return
		}
		for _, one := range d {
			if strings.Contains(one.LineText, "nonsense") || strings.Contains(one.LineText, "no-such-thing") || strings.Contains(one.LineText, key.Name+":") {
				return
			}
		}
		t.Errorf("%s.%s: nobody reads it: %v", k.Name, key.Name, err)
	})
}

// TestEveryInjectAndResponseSaysWhatItDoes: no cell of the table is empty.
func TestEveryInjectAndResponseSaysWhatItDoes(t *testing.T) {
	for _, section := range []format.Section{format.Injects(), format.Responses()} {
		for _, k := range section.Kinds {
			if len(k.Effects) == 0 || k.About == "" || k.Example == "" || actions[k.Name] == nil {
				t.Errorf("%s has no row in the table, no example or no reader", k.Name)
			}
			for _, e := range k.Effects {
				if e.Items == "" || e.Changes == "" || e.Staff == "" || e.End == "" || e.Overlap == "" || (len(k.Effects) > 1) != (e.Form != "") {
					t.Errorf("%s %s: a cell is empty", k.Name, e.Form)
				}
			}
		}
	}
}

// TestDistributionsAreWhatTheReferenceSays: every one can be written as shown,
// with that mean and standard deviation.
func TestDistributionsAreWhatTheReferenceSays(t *testing.T) {
	for _, d := range format.Distributions() {
		got, err := parseDistribution(d.Example, parseElapsed)
		if err != nil {
			t.Errorf("%s: %v", d.Name, err)
			continue
		}
		mean, sd := got.Mean()/1000, math.Sqrt(got.Variance())/1000
		if math.Abs(mean-d.Mean) > 1e-5*d.Mean || math.Abs(sd-d.SD) > 1e-5*d.Mean {
			t.Errorf("%s has mean %.6f and deviation %.6f, not %.6f and %.6f", d.Example, mean, sd, d.Mean, d.SD)
		}
	}
}

// TestConditionsWatchWhatTheReferenceSays: all of it, and nothing else.
func TestConditionsWatchWhatTheReferenceSays(t *testing.T) {
	of := map[string]string{"department": "manufacturing", "stock": "sensor-boards", "customers": "consumers"}
	watched := map[string]bool{}
	for _, term := range format.Watched() {
		watched[term.Name] = true
		k := format.Of("inject")
		text := placed(t, k, k.Key("when"), of[term.Of]+"."+term.Name+" > 5")
		if _, err := (opened{name: "sample", display: "sample.yaml", shipped: true, text: text}).load(Options{}); err != nil {
			t.Errorf("%s.%s: %v", term.Of, term.Name, err)
		}
	}
	for name := range quantities {
		if !watched[name] {
			t.Errorf("the reference does not say that conditions can watch %s", name)
		}
	}
}

// eachRow visits the rows of the kinds that can be written.
func eachRow(f func(k *format.Kind, key *format.Key)) {
	for _, s := range format.Sections() {
		for i := range s.Kinds {
			if s.Kinds[i].Place == "" && s.Kinds[i].Name != "scenario" {
				continue // part of other kinds
			}
			k := format.Of(s.Kinds[i].Name)
			for j := range k.Keys {
				if strings.HasSuffix(k.Place, "+") && slices.Contains(format.Of("action").Names(), k.Keys[j].Name) {
					continue // a kind of its own
				}
				f(k, &k.Keys[j])
			}
		}
	}
}

// TestEveryKeyThatIsReadHasARow: readers ask only for keys and kinds that the
// format has.
func TestEveryKeyThatIsReadHasARow(t *testing.T) {
	known := map[string]bool{}
	for _, s := range format.Sections() {
		for i := range s.Kinds {
			for _, name := range format.Of(s.Kinds[i].Name).Names() {
				known[name] = true
			}
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			for _, a := range call.Args {
				literal, ok := a.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					continue
				}
				word, _ := strconv.Unquote(literal.Value)
				switch method.Sel.Name {
				case "get", "has", "need", "oneOf", "target", "stretch":
					asked++
					if !known[word] {
						t.Errorf("%s: no kind of the format has the key %q", fset.Position(a.Pos()), word)
					}
				case "fields", "body":
					if len(format.Of(word).Keys) == 0 {
						t.Errorf("%s: the format has no kind %q", fset.Position(a.Pos()), word)
					}
				}
			}
			return true
		})
	}
	if asked < 100 {
		t.Errorf("only %d keys are asked for: the test looks at too little", asked)
	}
}
