package scenarios

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

var tokenPattern = regexp.MustCompile(`[^\s{}\[\],#"]+`)

// nasty are texts that file formats trip over.
var nasty = []string{
	"", "0", "-1", "1e9", "999999999999999999999", "0 %", "100 %", "0m", "1ms", "20 years", "7000 days", "x 0", "x 1e9", "~", "null",
	"yes", "on", "done", "lost", "always", "{}", "[]", "[a, b]", "{a: 1}", "*a", "&a", "!!int", "|", "2026-02-30", "day 0", "day 1",
	"day 59 23:59", "between day 3 and day 2", "exponential(0m)", "gamma(mean 1m; cv 1000)", "at least 5m", "any-of", "00:00-24:00",
	"22:00-06:00", "Sun-Sat", "99999999", "0.0000001 per day", "every 1ms", "per calendar day", "ordered", "customers", "rest",
}

// TestChangedFilesNeverBreakTheReader: files with words swapped, lines lost
// and lines repeated load or are refused; nothing panics, and what loads is a
// model that the engine can rely on.
func TestChangedFilesNeverBreakTheReader(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("RIPPLE_TEST_SEED"); s != "" {
		if _, err := fmt.Sscan(s, &seed); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("RIPPLE_TEST_SEED=%d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	var texts []string
	for _, file := range []string{"testdata/plant.yaml", "testdata/everything.yaml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	pool := append(tokenPattern.FindAllString(strings.Join(texts, "\n"), -1), nasty...)
	rounds, loaded := 400, 0
	if r := os.Getenv("RIPPLE_TEST_ROUNDS"); r != "" {
		if _, err := fmt.Sscan(r, &rounds); err != nil {
			t.Fatal(err)
		}
	}
	for range rounds {
		text := texts[rng.IntN(len(texts))]
		for range 1 + rng.IntN(3) {
			text = changed(rng, text, pool)
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Fatalf("panic: %v\n%s", r, text)
				}
			}()
			file := opened{name: "changed", display: "changed.yaml", shipped: true, text: []byte(text)}
			s, err := file.load(Options{})
			if err != nil {
				onlyDiagnostics(t, err)
				return
			}
			loaded++
			checkModel(t, s.Model)
			if _, err := file.check(); err != nil {
				t.Fatalf("loads, but cannot be checked: %v", err)
			}
		}()
		if t.Failed() {
			t.Fatalf("in\n%s", text)
		}
	}
	if loaded < rounds/100 {
		t.Errorf("only %d of %d changed files load: the test looks at too little", loaded, rounds)
	}
}

// changed makes one change to a text.
func changed(rng *rand.Rand, text string, pool []string) string {
	lines := strings.Split(text, "\n")
	i := rng.IntN(len(lines))
	switch rng.IntN(8) {
	case 0:
		return strings.Join(append(lines[:i:i], lines[i+1:]...), "\n")
	case 1:
		return strings.Join(append(lines[:i+1:i+1], lines[i:]...), "\n")
	case 2:
		j := rng.IntN(len(lines))
		lines[i], lines[j] = lines[j], lines[i]
		return strings.Join(lines, "\n")
	}
	places := tokenPattern.FindAllStringIndex(text, -1)
	p := places[rng.IntN(len(places))]
	end := p[1]
	if strings.HasSuffix(text[p[0]:p[1]], ":") {
		end-- // keep it a key
	}
	return text[:p[0]] + strings.TrimSuffix(pool[rng.IntN(len(pool))], ":") + text[end:]
}
