package scenarios

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// document parses a text that is known to be a scenario's or an organisation's.
func document(text string) (doc, root *yaml.Node, err error) {
	doc = &yaml.Node{}
	if err := yaml.Unmarshal([]byte(text), doc); err != nil {
		return nil, nil, err
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, nil, errors.New("this is no mapping")
	}
	return doc, doc.Content[0], nil
}

// written is a document's text.
func written(doc *yaml.Node) (string, error) {
	text, err := yaml.Dump(doc, yaml.WithV4Defaults(), yaml.WithIndent(2), yaml.WithLineWidth(-1))
	if err != nil {
		return "", fmt.Errorf("write YAML: %w", err)
	}
	return strings.TrimRight(string(text), "\n") + "\n", nil
}

// indexOf is where the value of a key stands in a mapping, 0 when it has none.
func indexOf(n *yaml.Node, key string) int {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return i + 1
		}
	}
	return 0
}

// entryNode is the value of a key, nil when there is none.
func entryNode(n *yaml.Node, key string) *yaml.Node {
	if i := indexOf(n, key); n.Kind == yaml.MappingNode && i > 0 {
		return n.Content[i]
	}
	return nil
}

// setEntry gives a key a value; a new one comes last.
func setEntry(n *yaml.Node, key string, value *yaml.Node) {
	if i := indexOf(n, key); i > 0 {
		n.Content[i] = value
		return
	}
	n.Content = append(n.Content, plainNode(key), value)
}

func dropEntries(n *yaml.Node, keys ...string) {
	for _, key := range keys {
		if i := indexOf(n, key); i > 0 {
			n.Content = append(n.Content[:i-1:i-1], n.Content[i+1:]...)
		}
	}
}

// firstEntry puts a key and its value before all others.
func firstEntry(n *yaml.Node, key string, value *yaml.Node) {
	dropEntries(n, key)
	n.Content = append([]*yaml.Node{plainNode(key), value}, n.Content...)
}

func plainNode(text string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: text} }

func listNode(items []*yaml.Node) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode, Content: items}
	if len(items) == 0 {
		n.Style = yaml.FlowStyle
	}
	return n
}

// copyNode is a deep copy, with what aliases stand for in their place.
func copyNode(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return copyNode(n.Alias)
	}
	c := *n
	c.Anchor = ""
	c.Content = make([]*yaml.Node, len(n.Content))
	for i := range n.Content {
		c.Content[i] = copyNode(n.Content[i])
	}
	return &c
}
