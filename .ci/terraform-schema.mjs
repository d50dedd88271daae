// Writes the schemas of resources and data sources of the Terraform AWS provider as JSON. Their source is
// @cdktn/provider-aws, which is generated from the provider's own schema: each argument with its type, whether
// it is a block, and whether it is required; and each attribute that an expression may read.
// usage: terraform-schema.mjs FOLDER    the folder lib/ of the package, with some of its modules
import fs from 'node:fs'
import path from 'node:path'

const folder = process.argv[2]

function lowerFirst(text) {
  return text[0].toLowerCase() + text.slice(1)
}

function snake(text) {
  return text.replace(/[A-Z]/g, letter => '_' + letter.toLowerCase())
}

/** Returns the types, the required arguments and the single blocks of an interface, by argument. */
function members(declarations, name) {
  const body = new RegExp(`^export interface ${name} (?:extends \\S+ )?\\{\\n([^]*?)^\\}`, 'm').exec(declarations)
  if (!body) throw new Error(`no interface ${name}`)
  const all = {}
  for (const [, argument, optional, type] of
    body[1].matchAll(/#([a-z0-9_]+) \w+#[a-z0-9_]+\}(?:(?!\*\/)[^])*?\*\/\s*readonly \w+(\??): ([^;]+);/g)) {
    all[argument] = { required: optional === '', single: !type.includes('[]') }
  }
  return all
}

function schema(declarations, source, name, code) {
  const result = { arguments: {}, blocks: {} }
  const known = members(declarations, name)
  for (const [, argument, isBlock, kind] of
    code.matchAll(/^ {8,12}(\w+): \{\n\s+value: .*\n\s+isBlock: (true|false),\n\s+type: "\w+",\n\s+storageClassType: "(\w+)",/gm)) {
    const { required, single } = known[argument] ?? { required: false, single: true }
    if (isBlock === 'true') {
      const inner = kind.replace(/List$/, '')
      const text = new RegExp(`^function ${lowerFirst(inner)}ToHclTerraform\\(struct\\) \\{[^]*?^\\}`, 'm').exec(source)
      if (text) {
        const struct = members(declarations, inner) && inner
        result.blocks[argument] = { required, single, ...schema(declarations, source, struct, text[0]) }
      }
    } else {
      result.arguments[argument] = { required, type: kind }
    }
  }
  return result
}

const all = { resource: {}, data: {} }
for (const module of fs.readdirSync(folder)) {
  const declarations = fs.readFileSync(path.join(folder, module, 'index.d.ts'), 'utf8')
  const source = fs.readFileSync(path.join(folder, module, 'index.js'), 'utf8')
  const [, name] = /^export interface (\w+)Config extends cdktn\.TerraformMetaArguments/m.exec(declarations)
  const type = /terraformResourceType: '(\w+)'/.exec(source)?.[1] ?? /tfResourceType = "(\w+)"/.exec(source)[1]
  const code = /^ {4}synthesizeHclAttributes\(\) \{[^]*?^ {4}\}/m.exec(source)?.[0] ?? ''
  const read = {}
  const body = new RegExp(`^export declare class ${name} [^]*?^\\}`, 'm').exec(declarations)[0]
  for (const [, attribute, value] of body.matchAll(/^ {4}get (\w+)\(\): (\w+)/gm)) {
    if (!attribute.endsWith('Input')) read[snake(attribute)] = value
  }
  const kind = module.startsWith('data-') ? 'data' : 'resource'
  all[kind][type] = { read, ...schema(declarations, source, `${name}Config`, code) }
}
process.stdout.write(JSON.stringify(all, null, 1) + '\n')
