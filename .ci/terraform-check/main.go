// Command terraform-check checks files of Terraform as "terraform validate" does, without the provider: HCL's own
// parser reads them, each block is decoded by the schema of its type, and each expression is evaluated, with
// unknown values for what only the cloud knows.
//
// usage: terraform-check SCHEMA REGION MODULE [CALLER]
//
// SCHEMA is the output of terraform-schema.mjs. CALLER is a file that calls the module as module.waybill. Prints
// the number of checked blocks, and the value of each local for the region.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hcldec"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/zclconf/go-cty/cty"
)

type argument struct {
	Required bool
	Type     string
}

type block struct {
	Required  bool
	Single    bool
	Arguments map[string]argument
	Blocks    map[string]block
	Read      map[string]string
}

// schemas holds the types of resources and of data sources.
type schemas map[string]map[string]block

var types = map[string]cty.Type{
	"string": cty.String, "number": cty.Number, "boolean": cty.Bool, "stringList": cty.List(cty.String),
	"numberList": cty.List(cty.Number), "stringMap": cty.Map(cty.String),
}

var top = &hcl.BodySchema{
	Blocks: []hcl.BlockHeaderSchema{
		{Type: "terraform"}, {Type: "locals"}, {Type: "provider", LabelNames: []string{"name"}},
		{Type: "module", LabelNames: []string{"name"}}, {Type: "output", LabelNames: []string{"name"}},
		{Type: "resource", LabelNames: []string{"type", "name"}}, {Type: "data", LabelNames: []string{"type", "name"}},
	},
}

var meta = &hcl.BodySchema{
	Attributes: []hcl.AttributeSchema{{Name: "depends_on"}},
	Blocks:     []hcl.BlockHeaderSchema{{Type: "lifecycle"}},
}

func typeOf(name string) cty.Type {
	if found, ok := types[name]; ok {
		return found
	}
	return cty.DynamicPseudoType
}

func spec(b block) hcldec.Spec {
	object := hcldec.ObjectSpec{}
	for name, it := range b.Arguments {
		object[name] = &hcldec.AttrSpec{Name: name, Type: typeOf(it.Type), Required: it.Required}
	}
	for name, it := range b.Blocks {
		tuple := &hcldec.BlockTupleSpec{TypeName: name, Nested: spec(it)}
		if it.Required {
			tuple.MinItems = 1
		}
		if it.Single {
			tuple.MaxItems = 1
		}
		object[name] = tuple
	}
	return object
}

// checker collects the problems of a file.
type checker struct {
	schemas  schemas
	context  *hcl.EvalContext
	declared map[string]bool
	problems hcl.Diagnostics
	blocks   int
}

func (c *checker) add(problems hcl.Diagnostics) {
	c.problems = append(c.problems, problems...)
}

func (c *checker) problem(at hcl.Range, summary, detail string) {
	c.add(hcl.Diagnostics{{Severity: hcl.DiagError, Summary: summary, Detail: detail, Subject: &at}})
}

// declare adds what expressions may read to the context.
func (c *checker) declare(content *hcl.BodyContent, region string, outputs map[string]cty.Value) {
	roots := map[string]map[string]map[string]cty.Value{}
	for _, it := range content.Blocks {
		if it.Type != "resource" && it.Type != "data" {
			continue
		}
		kind, name := it.Labels[0], it.Labels[1]
		known, ok := c.schemas[it.Type][kind]
		if !ok {
			c.problem(it.DefRange, "Unknown type", it.Type+" "+kind)
			continue
		}
		values := map[string]cty.Value{}
		for attribute, of := range known.Read {
			values[attribute] = cty.UnknownVal(typeOf(of))
		}
		switch kind {
		case "aws_region":
			values["region"] = cty.StringVal(region)
		case "aws_partition":
			values["partition"] = cty.StringVal("aws")
		case "aws_caller_identity":
			values["account_id"] = cty.StringVal("111111111111")
		}
		address := kind
		if it.Type == "data" {
			address = "data." + kind
		}
		c.declared[address+"."+name] = true
		if roots[address] == nil {
			roots[address] = map[string]map[string]cty.Value{}
		}
		roots[address][name] = values
	}
	data := map[string]cty.Value{}
	for address, labels := range roots {
		objects := map[string]cty.Value{}
		for label, values := range labels {
			objects[label] = cty.ObjectVal(values)
		}
		if kind, found := strings.CutPrefix(address, "data."); found {
			data[kind] = cty.ObjectVal(objects)
		} else {
			c.context.Variables[address] = cty.ObjectVal(objects)
		}
	}
	c.context.Variables["data"] = cty.ObjectVal(data)
	if outputs != nil {
		c.context.Variables["module"] = cty.ObjectVal(map[string]cty.Value{"waybill": cty.ObjectVal(outputs)})
	}
}

func (c *checker) locals(content *hcl.BodyContent) {
	values := map[string]cty.Value{}
	for _, it := range content.Blocks.OfType("locals") {
		attributes, problems := it.Body.JustAttributes()
		c.add(problems)
		for name, attribute := range attributes {
			value, problems := attribute.Expr.Value(c.context)
			c.add(problems)
			values[name] = value
			if value.IsKnown() && value.Type() == cty.String {
				fmt.Printf("local.%s %s\n", name, value.AsString())
			}
		}
	}
	c.context.Variables["local"] = cty.ObjectVal(values)
}

func (c *checker) resource(it *hcl.Block) {
	known, ok := c.schemas[it.Type][it.Labels[0]]
	if !ok {
		return
	}
	c.blocks++
	content, remaining, problems := it.Body.PartialContent(meta)
	c.add(problems)
	if attribute, ok := content.Attributes["depends_on"]; ok {
		expressions, problems := hcl.ExprList(attribute.Expr)
		c.add(problems)
		for _, expression := range expressions {
			c.dependency(expression)
		}
	}
	for _, lifecycle := range content.Blocks {
		_, problems := hcldec.Decode(lifecycle.Body,
			hcldec.ObjectSpec{"prevent_destroy": &hcldec.AttrSpec{Name: "prevent_destroy", Type: cty.Bool}}, nil)
		c.add(problems)
	}
	_, problems = hcldec.Decode(remaining, spec(known), c.context)
	c.add(problems)
}

func (c *checker) dependency(expression hcl.Expression) {
	traversal, problems := hcl.AbsTraversalForExpr(expression)
	c.add(problems)
	if len(traversal) != 2 {
		return
	}
	attribute, ok := traversal[1].(hcl.TraverseAttr)
	if !ok || !c.declared[traversal.RootName()+"."+attribute.Name] {
		c.problem(expression.Range(), "Unknown dependency", traversal.RootName())
	}
}

// check checks a file and returns its outputs.
func check(all schemas, file, region string, module map[string]cty.Value) (map[string]cty.Value, hcl.Diagnostics) {
	parser := hclparse.NewParser()
	parse := parser.ParseHCLFile
	if strings.HasSuffix(file, ".json") {
		parse = parser.ParseJSONFile
	}
	parsed, problems := parse(file)
	if problems.HasErrors() {
		return nil, problems
	}
	c := &checker{schemas: all, declared: map[string]bool{},
		context: &hcl.EvalContext{Variables: map[string]cty.Value{}}}
	content, problems := parsed.Body.Content(top)
	c.add(problems)
	c.declare(content, region, module)
	c.locals(content)
	outputs := map[string]cty.Value{}
	for _, it := range content.Blocks {
		switch it.Type {
		case "resource", "data":
			c.resource(it)
		case "output":
			c.blocks++
			value, problems := hcldec.Decode(it.Body, hcldec.ObjectSpec{
				"value":       &hcldec.AttrSpec{Name: "value", Type: cty.DynamicPseudoType, Required: true},
				"description": &hcldec.AttrSpec{Name: "description", Type: cty.String, Required: true},
			}, c.context)
			c.add(problems)
			if !problems.HasErrors() {
				outputs[it.Labels[0]] = value.GetAttr("value")
			}
		}
	}
	fmt.Printf("%s: %d blocks\n", file, c.blocks)
	return outputs, c.problems
}

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: terraform-check SCHEMA REGION MODULE [CALLER]")
		os.Exit(2)
	}
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		all := schemas{}
		if err = json.Unmarshal(text, &all); err == nil {
			os.Exit(run(all, os.Args[2], os.Args[3:]))
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

func run(all schemas, region string, files []string) int {
	outputs, problems := check(all, files[0], region, nil)
	if len(files) > 1 && !problems.HasErrors() {
		var more hcl.Diagnostics
		_, more = check(all, files[1], region, outputs)
		problems = append(problems, more...)
	}
	sort.SliceStable(problems, func(a, b int) bool { return problems[a].Error() < problems[b].Error() })
	for _, it := range problems {
		fmt.Println(it.Error())
	}
	if problems.HasErrors() {
		return 1
	}
	return 0
}
