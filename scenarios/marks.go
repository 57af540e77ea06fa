package scenarios

import (
	"regexp"
	"strings"
)

// Mark says of one line of a file where its numbers come from.
type Mark struct {
	Line int // counted from 1
	// Place is the path of keys that leads to the line: departments.sales.
	Place string
	// Text is what the line says, without its comment.
	Text string
	// Kind is measured, agreed or guess.
	Kind string
	// Why is the comment's own explanation, "" when there is none.
	Why string
}

var (
	markedComment = regexp.MustCompile(`(?i)^#\s*\(?(measured|agreed|a guess|guess|guessed)\b\)?[:,;]?\s*(.*)$`)
	markedValue   = regexp.MustCompile(`(?i)\((measured|agreed|a guess|guess|guessed)\)`)
	keyOfLine     = regexp.MustCompile(`^(\s*)(?:-\s+)?["']?([\p{L}\p{N}][^:#"']*?)["']?\s*:(?:\s|$)`)
)

// Marks finds every line of a file that says where its numbers come from: by a
// comment that begins with measured, agreed or guess, or by such a word in
// brackets behind a value.
func Marks(text string) []Mark {
	var found []Mark
	type level struct {
		indent int
		key    string
	}
	var path []level
	for i, line := range strings.Split(text, "\n") {
		said, comment := uncommented(line)
		if m := keyOfLine.FindStringSubmatch(said); m != nil {
			for len(path) > 0 && path[len(path)-1].indent >= len(m[1]) {
				path = path[:len(path)-1]
			}
			path = append(path, level{len(m[1]), m[2]})
		}
		mark := Mark{Line: i + 1, Text: strings.Join(strings.Fields(said), " ")}
		if m := markedComment.FindStringSubmatch(comment); m != nil {
			mark.Kind, mark.Why = m[1], strings.TrimSpace(m[2])
		} else if m := markedValue.FindStringSubmatch(said); m != nil {
			mark.Kind = m[1]
		} else {
			continue
		}
		if mark.Text == "" {
			continue // a comment about comments
		}
		mark.Kind = strings.TrimPrefix(strings.ToLower(mark.Kind), "a ")
		if mark.Kind == "guessed" {
			mark.Kind = "guess"
		}
		keys := make([]string, len(path))
		for i, l := range path {
			keys[i] = l.key
		}
		mark.Place = strings.Join(keys, ".")
		found = append(found, mark)
	}
	return found
}

// uncommented splits a line of YAML before its comment.
func uncommented(line string) (said, comment string) {
	quote := rune(0)
	for i, r := range line {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case (r == '"' || r == '\'') && (i == 0 || strings.ContainsRune(" [{,:", rune(line[i-1]))):
			quote = r
		case r == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return line[:i], strings.TrimSpace(line[i:])
		}
	}
	return line, ""
}
