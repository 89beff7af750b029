#include "core/record/manifest_facts.h"

#include "core/record/manifest_file.h"
#include "core/record/statement_log_json.h"

namespace stepscope {

namespace {

std::optional<ModelFacts> model_in(const JsonNode& manifest) {
  if (!manifest.json().contains("model")) return std::nullopt;
  const JsonNode model = manifest.child("model");
  const bool hashed = model.json().contains("sha256") && !model.at("sha256").is_null();
  return ModelFacts{.name = model.text("name"), .sha256 = hashed ? model.text("sha256") : std::string()};
}

ConnectionsApart connections_apart_in(const JsonNode& manifest) {
  ConnectionsApart apart;
  if (!manifest.json().contains("connections_apart")) return apart;
  for (const auto& entry : manifest.list("connections_apart")) {
    const JsonNode node(entry, "connections_apart");
    apart[node.count("statement")] += node.count("connections");
  }
  return apart;
}

}  // namespace

std::optional<ForkOrigin> fork_in(const JsonNode& manifest) {
  if (!manifest.json().contains("fork")) return std::nullopt;
  const JsonNode fork = manifest.child("fork");
  ForkOrigin origin{.parent = fork.text("parent"),
                    .step = fork.count("step"),
                    .planner_begins = fork.count("planner_begins"),
                    .changes = {},
                    .before = {}};
  for (const auto& change : fork.list("changes")) origin.changes.push_back(fork.text_of(change, "changes"));
  for (const auto& entry : fork.list("before")) {
    const JsonNode stretch(entry, "fork.before");
    origin.before.push_back({.end = stretch.count("end"),
                             .controller = stretch.text("controller"),
                             .tracker = stretch.text("tracker"),
                             .agents = stretch.text("agents")});
  }
  return origin;
}

int take_facts(const JsonNode& manifest, RunFacts& facts) {
  const JsonNode scenario = manifest.child("scenario"), request = manifest.child("request");
  const JsonNode machine = manifest.child("machine"), program = manifest.child("program");
  facts.log = scenario.text("log");
  facts.token = scenario.text("token");
  facts.scenario_type = scenario.text("type");
  facts.location = scenario.text("location");
  facts.iterations = scenario.count("iterations");
  facts.planner = request.text("planner");
  facts.challenge = request.text("challenge");
  facts.controller = request.text("controller");
  facts.agents = request.text_or("agents", "reference");
  facts.parameters = request.texts("parameters");
  facts.switches = manifest.child("profile").texts("switches");
  facts.profile = manifest.child("profile").text("name");
  facts.status = manifest.text("status");
  facts.message = manifest.text_or("message", "");
  facts.processor = machine.text("processor");
  facts.system = machine.text("system");
  facts.program_version = program.text("version");
  facts.git_revision = program.text("git_revision");
  facts.build_type = program.text("build_type");
  facts.window = manifest.text("window");
  if (manifest.json().contains("warnings"))
    for (const auto& warning : manifest.list("warnings"))
      facts.warnings.push_back(manifest.text_of(warning, "warnings"));
  if (manifest.json().contains("log")) facts.log_wait_ns = manifest.child("log").integer("wait_ns");
  facts.model = model_in(manifest);
  facts.fork = fork_in(manifest);
  return manifest.count("steps");
}

ManifestContent content_in(const JsonNode& manifest) {
  ManifestContent content;
  content.steps = take_facts(manifest, content.facts);
  if (manifest.json().contains("loading")) content.loading = statement_log_in(manifest.child("loading"));
  content.connections_apart = connections_apart_in(manifest);
  return content;
}

Result<ManifestContent> parse_content(const std::string& text, const std::filesystem::path& file) {
  return take_manifest_text(text, file, content_in);
}

}  // namespace stepscope
