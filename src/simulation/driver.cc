#include "simulation/driver.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <future>
#include <memory>

#include "dossier/applicant.h"
#include "simulation/people.h"

namespace simulation {
namespace {

constexpr std::size_t kMostTogether = 2000;  // at the writer; its queue takes 4096
constexpr std::size_t kCounters = 2;
constexpr std::size_t kSpecialists = 3;
constexpr int kReturningPerMille = 40;       // somebody who was here before
constexpr std::int64_t kReturnsAfter = 400;  // dossiers
constexpr std::int64_t kLeastForgotten = 0;
constexpr std::int64_t kMostForgotten = 3;  // acts before it is forgotten

std::string short_name(const std::string& unit) {
  std::string name = unit.substr(unit.rfind('.') + 1);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

// Holds the writer until all of a tick has been handed in, so that it goes in as few commits as will take it. Writes
// nothing itself.
class Gate final : public store::Command {
 public:
  explicit Gate(std::shared_future<void> opened) : opened_(std::move(opened)) {}
  void decide(store::Batch&) override { opened_.wait(); }
  void committed(std::int64_t) override {}
  void failed(const base::Refusal&) override {}

 private:
  std::shared_future<void> opened_;
};

std::string method_of(const std::string& delivery_way) { return delivery_way == "desk" ? "counter" : delivery_way; }

}  // namespace

Driver::Driver(app::Record& record, SeededWorld& world, const Mix& mix, OfficeHours& hours,
               const CourseSettings& course, base::Instant end)
    : record_(record), world_(world), mix_(mix), hours_(hours), course_(course), end_(end), chance_(world.plan()) {}

Report Driver::run(const std::vector<Arrival>& arrivals, const Watching& watching) {
  for (const Arrival& arrival : arrivals) {
    agenda_[arrival.at].push_back({files_.size(), ""});
    File& file = files_.emplace_back();
    file.arrival = arrival;
    file.serial = std::ssize(files_);
  }
  const base::Instant begin = agenda_.empty() ? end_ : agenda_.begin()->first;
  report_.from = report_.until = begin;
  while (!agenda_.empty() && agenda_.begin()->first < end_) {
    if (watching.stop != nullptr && *watching.stop) {
      report_.interrupted = true;
      break;
    }
    const auto next = agenda_.extract(agenda_.begin());
    tick(next.key(), next.mapped());
    report_.until = next.key();
    if (watching.progress) watching.progress((next.key() - begin).count(), (end_ - begin).count());
  }
  finish_report(report_);
  return report_;
}

void Driver::tick(base::Instant at, const std::vector<Due>& due) {
  world_.clock().set(at);
  open_accounts(due);
  for (std::size_t from = 0; from < due.size(); from += kMostTogether) {
    std::promise<void> all_handed_in;
    record_.writer().submit(std::make_unique<Gate>(all_handed_in.get_future().share()));
    for (std::size_t i = from; i < std::min(from + kMostTogether, due.size()); ++i) {
      due[i].act.empty() ? arrive(due[i].file) : act(due[i].file, due[i].act);
    }
    all_handed_in.set_value();
    wait();
  }
  // In the order of the files: which answer came first is an accident.
  std::ranges::sort(outcomes_, {}, &Outcome::file);
  for (Outcome& outcome : std::exchange(outcomes_, {})) take_note(std::move(outcome));
}

// ---- officers

void Driver::open_accounts(const std::vector<Due>& due) {
  std::vector<app::NewUser> users;
  std::vector<std::string*> places;
  for (const Due& one : due) {
    const catalog::Point& point = *files_[one.file].arrival.point;
    if (!officers_.contains(point.unit)) open_accounts_of(point.unit, point.id, users, places);
  }
  if (users.empty()) return;
  const auto accounts = app::add_closed_users(record_, users);
  if (!accounts) throw store::Failure("accounts cannot be opened: " + accounts.error().code);
  for (std::size_t i = 0; i < places.size(); ++i) *places[i] = (*accounts)[i];
  report_.accounts += std::ssize(users);
}

void Driver::open_accounts_of(const std::string& unit, const std::string& point, std::vector<app::NewUser>& users,
                              std::vector<std::string*>& places) {
  Officers& officers = officers_[unit];
  officers.counters.resize(kCounters);
  officers.specialists.resize(kSpecialists);
  const auto want = [&](std::string& place, rights::Role role, const std::string& at, std::size_t number) {
    const std::string login = fmt::format("sim-{}-{}-{}", short_name(unit), rights::to_text(role), number + 1);
    place = app::account_of(record_, login);  // of an earlier stretch
    if (!place.empty()) return;
    users.push_back({login, "", {{role, unit, at, {}, {}, {}}}});
    places.push_back(&place);
  };
  for (std::size_t i = 0; i < kCounters; ++i) want(officers.counters[i], rights::Role::kCounter, point, i);
  for (std::size_t i = 0; i < kSpecialists; ++i) want(officers.specialists[i], rights::Role::kSpecialist, "", i);
  want(officers.head, rights::Role::kHead, "", 0);
}

// ---- acts

void Driver::begun() {
  const std::lock_guard lock(mutex_);
  ++under_way_;
}

void Driver::ended(Outcome outcome) {
  const std::lock_guard lock(mutex_);
  outcomes_.push_back(std::move(outcome));
  --under_way_;
  changed_.notify_all();
}

void Driver::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return under_way_ == 0; });
}

void Driver::arrive(std::size_t number) {
  File& file = files_[number];
  const catalog::Point& point = *file.arrival.point;
  const Wish& wish = mix_.draw(chance_);
  const std::string ward = record_.catalog()->unit(point.unit)->name;
  app::Intake intake;
  dossier::ReceptionRequest& request = intake.request;
  request.simulated = true;
  request.procedure = wish.procedure;
  request.case_id = chance_.one_of(wish.cases);
  if (!wish.channels.empty() && chance_.per_mille(180)) request.channel = chance_.one_of(wish.channels);
  request.point = point.id;
  request.place = {catalog::PlaceGiven::kUnit, point.unit, {}};
  request.applicant_kind = "person";
  const std::int64_t way = chance_.below(10);
  request.delivery_way = way < 6 ? "desk" : way < 8 ? "post" : "electronic";
  request.has_delivery_address = request.delivery_way == "post";
  for (const std::string& paper : wish.papers) request.papers.push_back({paper, "original", 1});
  if (!wish.fee.empty()) request.fees.push_back({wish.fee, 1, true});
  const bool returning = chance_.per_mille(kReturningPerMille) && file.serial >= kReturnsAfter;
  const base::LocalDate today = base::local_date(file.arrival.at);
  const base::Json invented =
      invented_person(chance_, returning ? file.serial - kReturnsAfter : file.serial, ward, today);
  const auto person = dossier::check_person(invented, today, "/applicant", intake.warnings);
  if (!person) throw std::logic_error("an invented person is refused: " + person.error().code);
  base::Json delivery = base::Json().set("way", request.delivery_way);
  if (request.has_delivery_address) delivery.set("address", invented_address(chance_, ward));
  intake.particulars = base::Json().set("applicant", dossier::to_json(*person)).set("delivery", std::move(delivery));
  if (request.channel != catalog::Channel::kOnline) {
    intake.account = chance_.one_of(officers_.at(point.unit).counters);
  }
  file.delivery_way = request.delivery_way;
  begun();
  app::take_in(record_, std::move(intake), [this, number](base::Result<app::TakenIn> taken, std::int64_t) {
    if (!taken) return ended({number, tl::unexpected(taken.error()), ""});
    ended({number, app::fold({taken->event}), taken->secret});
  });
}

app::ActRequest Driver::request_for(File& file, const std::string& act) {
  const Officers& desk = officers_.at(file.arrival.point->unit);
  app::ActRequest request;
  request.code = file.code;
  request.act = act;
  request.account = chance_.one_of(desk.counters);
  if (act == "assign") {
    file.handler = chance_.one_of(desk.specialists);
    request.assignee = file.handler;
    request.account = chance_.per_mille(600) ? desk.head : file.handler;
  } else if (act == "approve" || act == "refuse") {
    request.account = chance_.per_mille(900) ? file.handler : desk.head;
  } else if (act == "release") {
    request.account = chance_.per_mille(700) ? desk.head : file.handler;
    request.title = "Kết quả giải quyết (giả định)";
    request.number = fmt::format("GD-{:06}", file.serial);
  } else if (act == "deliver") {
    request.method = method_of(file.delivery_way);
    request.to = chance_.per_mille(850) ? "applicant" : "representative";
  }
  if (act == "refuse" || act == "refuse-reception") {
    request.reason = "Không đủ điều kiện, theo một tình huống giả định.";
    request.basis = "mô phỏng";
  }
  return request;
}

void Driver::act(std::size_t number, const std::string& act) {
  app::ActRequest request = request_for(files_[number], act);
  begun();
  app::act(record_, std::move(request), [this, number](base::Result<app::ActDone> done, std::int64_t) {
    if (!done) return ended({number, tl::unexpected(done.error()), ""});
    ended({number, std::move(done->state), ""});
  });
}

// ---- what follows

void Driver::take_note(Outcome outcome) {
  File& file = files_[outcome.file];
  if (!outcome.state) {
    ++report_.refused[outcome.state.error().code];
    spdlog::debug("simulate: {} {}", outcome.state.error().code, outcome.state.error().where);
    file.steps.clear();
    return;
  }
  ++report_.acts;
  const bool was_in_hand = file.state.received_at.has_value();
  file.state = *std::move(outcome.state);
  file.state.pinned = base::Json();  // large, and only the decisions need it
  if (file.code.empty()) ++report_.dossiers;
  if (!outcome.secret.empty()) file.secret = outcome.secret;
  file.code = file.state.code.empty() ? file.state.submission : file.state.code;
  if (file.state.stage == dossier::Stage::kSubmitted) {
    const bool late = chance_.per_mille(course_.late_per_mille);
    const std::int64_t minutes = late ? chance_.between(490, 700) : chance_.between(5, 400);
    file.steps = {{next_tick(hours_.after(file.arrival.at, minutes), course_.tick_minutes),
                   chance_.per_mille(40) ? "refuse-reception" : "receive"}};
  } else if (!was_in_hand && file.state.received_at) {
    plan_course(outcome.file);
  }
  plan_next(outcome.file);
}

void Driver::plan_course(std::size_t number) {
  File& file = files_[number];
  const base::Instant received = *file.state.received_at;
  const auto due = file.state.promised_due ? file.state.promised_due : file.state.statutory_due;
  file.steps = course(chance_, hours_, received, due.value_or(received + std::chrono::days(5)), course_);
  using Stays = Arrival::Stays;
  if (file.arrival.stays == Stays::kFinished) finish_by(file.steps, hours_, received, end_, course_.tick_minutes);
  if (file.arrival.stays == Stays::kOpen) file.steps.pop_back();
  if (file.arrival.stays == Stays::kForgotten) {
    file.steps.resize(static_cast<std::size_t>(chance_.between(kLeastForgotten, kMostForgotten)));
  }
}

void Driver::plan_next(std::size_t number) {
  File& file = files_[number];
  if (file.steps.empty()) return;
  const Step step = file.steps.front();
  file.steps.erase(file.steps.begin());
  const base::Instant soonest = next_tick(world_.clock().now() + std::chrono::microseconds(1), course_.tick_minutes);
  agenda_[std::max(step.at, soonest)].push_back({number, std::string(step.act)});
}

void Driver::finish_report(Report& report) const {
  std::optional<Sample> delivered, open;
  for (const File& file : files_) {
    if (file.code.empty()) continue;
    const bool is_open = dossier::is_open(file.state);
    report.open += is_open ? 1 : 0;
    report.late += dossier::is_late(file.state, end_) ? 1 : 0;
    const bool shown = file.state.publicity == "full";
    const Sample sample{file.code, file.secret, file.arrival.point->unit, !is_open};
    if (shown && file.state.stage == dossier::Stage::kDelivered) delivered = sample;
    if (shown && file.state.stage == dossier::Stage::kHandedOver) open = sample;
  }
  for (const auto& sample : {open, delivered}) {
    if (sample) report.samples.push_back(*sample);
  }
}

}  // namespace simulation
