// @bufbuild/cel-spec's copy of CEL's official tests → the array that `stet cel --conformance` takes
// (docs/cel-conformance.md). The package has them as SimpleTest messages in protobuf's JSON.
import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';

const messagePrefix = 'type.googleapis.com/';
const wrappers = /^google\.protobuf\.(Bool|Int32|Int64|UInt32|UInt64|Float|Double|String|Bytes)Value$/;
/** Names that only protobuf's types give a meaning. */
const protoNames =
  /TestAllTypes|TestRequired|GlobalEnum|NestedEnum|proto\.(has|get)Ext|google\.protobuf(?!\.Timestamp\b|\.Duration\b)|cel\.expr\.conformance\.proto[23]/;

class NeedsProto extends Error {}

function seconds(text) {
  const milliseconds = Date.parse(text.replace(/\.\d+/, ''));
  return { seconds: String(Math.floor(milliseconds / 1000)), nanos: fraction(text) };
}

/** Nanoseconds of "…​.5Z" or "1.5s". */
function fraction(text) {
  return Number((/\.(\d+)/.exec(text)?.[1] ?? '').padEnd(9, '0'));
}

function duration(text) {
  const negative = text.startsWith('-');
  const whole = /\d+/.exec(text)[0];
  return { seconds: negative && whole !== '0' ? `-${whole}` : whole, nanos: (negative ? -1 : 1) * fraction(text) };
}

function double(value) {
  return Object.is(value, -0) ? '-0.0' : Number.isInteger(value) ? `${value}.0`.replace(/(e.*)\.0/, '$1') : String(value);
}

/** A message that stands for a plain value. */
function message(object) {
  const type = object['@type'].slice(messagePrefix.length);
  const value = object.value;
  if (type === 'google.protobuf.Timestamp') return { timestamp: seconds(value) };
  if (type === 'google.protobuf.Duration') return { duration: duration(value) };
  if (['google.protobuf.Value', 'google.protobuf.Struct', 'google.protobuf.ListValue'].includes(type)) return plainJson(value);
  const wrapped = wrappers.exec(type)?.[1];
  switch (wrapped) {
    case 'Bool': return { bool: value };
    case 'Int32': case 'Int64': return { int: String(value) };
    case 'UInt32': case 'UInt64': return { uint: String(value) };
    case 'Float': case 'Double': return { double: double(Number(value)) };
    case 'String': return { string: value };
    case 'Bytes': return { bytes: value };
    default: throw new NeedsProto(type);
  }
}

function plainJson(value) {
  if (value === null) return { null: null };
  if (Array.isArray(value)) return { list: value.map(plainJson) };
  if (typeof value === 'object') return { map: Object.entries(value).map(([k, v]) => [{ string: k }, plainJson(v)]) };
  return typeof value === 'number' ? { double: double(value) } : typeof value === 'boolean' ? { bool: value } : { string: value };
}

const scalars = { boolValue: 'bool', stringValue: 'string', bytesValue: 'bytes', typeValue: 'type' };

export function convertValue(value) {
  const [[kind, v]] = Object.entries(value);
  if (kind in scalars) return { [scalars[kind]]: v };
  switch (kind) {
    case 'nullValue': return { null: null };
    case 'int64Value': return { int: String(v) };
    case 'uint64Value': return { uint: String(v) };
    case 'doubleValue': return { double: typeof v === 'string' ? v : double(v) };
    case 'listValue': return { list: (v.values ?? []).map(convertValue) };
    case 'mapValue': return { map: (v.entries ?? []).map((e) => [convertValue(e.key), convertValue(e.value)]) };
    case 'objectValue': return message(v);
    default: throw new NeedsProto(kind);
  }
}

/** The types that stand for plain values. */
function messageType(name) {
  const wrapped = wrappers.exec(name)?.[1];
  if (wrapped) return `wrapper(${{ Int32: 'int', Int64: 'int', UInt32: 'uint', UInt64: 'uint', Float: 'double' }[wrapped] ?? wrapped.toLowerCase()})`;
  const plain = { Timestamp: 'timestamp', Duration: 'duration', Value: 'dyn', Struct: 'map(string, dyn)', ListValue: 'list(dyn)' }[name.replace('google.protobuf.', '')];
  if (!plain) throw new NeedsProto(name);
  return plain;
}

const primitives = { BOOL: 'bool', INT64: 'int', UINT64: 'uint', DOUBLE: 'double', STRING: 'string', BYTES: 'bytes' };
const wellKnown = { ANY: 'any', TIMESTAMP: 'timestamp', DURATION: 'duration' };

export function convertType(type) {
  const [[kind, t]] = Object.entries(type);
  switch (kind) {
    case 'primitive': return primitives[t];
    case 'wellKnown': return wellKnown[t];
    case 'wrapper': return `wrapper(${primitives[t]})`;
    case 'dyn': return 'dyn';
    case 'null': return 'null_type';
    case 'error': return 'error';
    case 'typeParam': return t;
    case 'listType': return `list(${t.elemType ? convertType(t.elemType) : 'dyn'})`;
    case 'mapType': return `map(${convertType(t.keyType)}, ${convertType(t.valueType)})`;
    case 'type': return Object.keys(t).length === 0 ? 'type' : `type(${convertType(t)})`;
    case 'messageType': return messageType(t);
    case 'abstractType': return t.parameterTypes ? `${t.name}(${t.parameterTypes.map(convertType).join(', ')})` : t.name;
    default: throw new NeedsProto(kind);
  }
}

function declaration(d) {
  if (d.ident) return { name: d.name, type: convertType(d.ident.type) };
  const overloads = d.function.overloads.map((o) => ({ id: o.overloadId, params: (o.params ?? []).map(convertType), result: convertType(o.resultType) }));
  return { name: d.name, overloads };
}

function expectation(test) {
  if (test.evalError) return { error: (test.evalError.errors ?? []).map((e) => e.message) };
  if (test.anyEvalErrors) return { any_error: [] };
  if (test.typedResult) {
    const { deducedType, result } = test.typedResult;
    return { type: convertType(deducedType), ...(result ? { value: convertValue(result) } : {}) };
  }
  return { value: test.value ? convertValue(test.value) : { bool: true } };
}

function convert(test, file, section) {
  const out = { id: `${file}/${section}/${test.name}`, file, expr: test.expr };
  if (test.container) out.container = test.container;
  if (test.disableCheck) out.disable_check = true;
  if (test.checkOnly) out.check_only = true;
  if (file === 'block_ext') out.ext = 'block';
  try {
    if (protoNames.test(`${test.expr} ${test.container ?? ''}`)) throw new NeedsProto('expression');
    if (test.typeEnv) out.type_env = test.typeEnv.map(declaration);
    if (test.bindings) {
      out.bindings = Object.fromEntries(Object.entries(test.bindings).map(([name, b]) => [name, convertValue(b.value)]));
    }
    out.expect = expectation(test);
  } catch (error) {
    if (!(error instanceof NeedsProto)) throw error;
    out.needs_proto = true;
    out.expect = {};
  }
  return out;
}

/** All tests, in the order of the package. */
export function conformanceTests() {
  return tests.suites.flatMap((file) =>
    (file.suites ?? []).flatMap((section) => (section.tests ?? []).map((t) => convert(t.original, file.name, section.name))));
}
