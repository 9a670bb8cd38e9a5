// A host with one kind of record: the example of docs/cel-library.md.
#include <cstdio>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"

using namespace stet;

namespace {

struct Parcel {
  int64_t grams = 0;
  std::string_view country;
};

const cel::Field fields[] = {
    {"grams", "int", "Weight.",
     [](const void* self, uint32_t, cel::Evaluation&) {
       return cel::Value::integer(static_cast<const Parcel*>(self)->grams);
     }},
    {"country", "string", "Where it goes.",
     [](const void* self, uint32_t, cel::Evaluation&) {
       return cel::Value::string(static_cast<const Parcel*>(self)->country);
     }},
};
const cel::ObjectType parcel_type{"Parcel", "Something to send.", fields, sizeof(Parcel)};

}  // namespace

int main() {
  cel::Environment environment;
  environment.add_type(parcel_type);
  environment.add_variable({"parcel", "Parcel", "What is to be sent.", 0});
  base::Problems problems;
  if (!environment.finish(problems)) return 1;

  cel::CompileOptions options;
  options.result_type = "bool";
  const auto wrong = cel::compile(environment, "parcel.gramms > 500", options, problems);
  if (wrong || problems.all().size() != 1) return 1;
  std::printf("%s (%s)\n", problems.all()[0].message.c_str(), problems.all()[0].suggestion.c_str());

  const auto program = cel::compile(
      environment, "parcel.grams > 500 && parcel.country in ['CH', 'NO']", options, problems);
  if (!program) return 1;
  base::Arena arena;
  const Parcel parcel{750, "NO"};
  cel::Value slots[] = {cel::Value::object(&parcel)};
  cel::Evaluation evaluation(arena, slots);
  std::printf("%s\n", cel::to_string(cel::evaluate(*program, evaluation)).c_str());
}
