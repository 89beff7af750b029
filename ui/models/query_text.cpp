#include <QRegularExpression>
#include <algorithm>
#include <functional>

#include "ui/models/query_table_model.h"

namespace stepscope::ui {

namespace {

QString from_std(const std::string& text) { return QString::fromStdString(text); }

ShownStatement shown(const StatementLog& log, const StatementFigures& figures) {
  ShownStatement statement{.figures = figures,
                           .text = log.texts[static_cast<std::size_t>(figures.statement)],
                           .verdict = {},
                           .sites = {},
                           .title = {}};
  const QuerySums& s = figures.sums;
  statement.title = statement_title(from_std(statement.text.sql));
  statement.verdict = plan_verdict(statement.text, {.calls = s.statements, .rows = s.rows, .scanned = s.scanned});
  return statement;
}

// Splits at clauses outside of quotes. Pieces keep their order and, joined by spaces, are the text.
QStringList clauses_of(const QString& sql) {
  static const QRegularExpression kClause(
      QStringLiteral("'(?:[^']|'')*'|\"[^\"]*\"|[()]|\\b(?:FROM|WHERE|ORDER BY|GROUP BY|HAVING|LIMIT|UNION|JOIN|LEFT "
                     "JOIN|INNER JOIN|CROSS JOIN|AND|SELECT)\\b"),
      QRegularExpression::CaseInsensitiveOption);
  QStringList pieces;
  qsizetype begin = 0;
  auto matches = kClause.globalMatch(sql);
  while (matches.hasNext()) {
    const auto match = matches.next();
    const QString word = match.captured();
    if (word.startsWith(QLatin1Char('\'')) || word.startsWith(QLatin1Char('"'))) continue;
    pieces << sql.mid(begin, match.capturedStart() - begin) << word;
    begin = match.capturedEnd();
  }
  return pieces << sql.mid(begin);
}

}  // namespace

ShownLedger shown_ledger(const StatementLog& log, const QueryLedger& ledger) {
  ShownLedger result{.statements = {}, .steps = ledger.steps.size()};
  for (const StatementFigures& figures : ledger.statements) {
    ShownStatement statement = shown(log, figures);
    for (const SiteFigures& site : ledger.sites)
      if (site.statement == figures.statement)
        statement.sites.emplace_back(
            site.site < 0 ? QObject::tr("not recorded") : from_std(log.sites[static_cast<std::size_t>(site.site)]),
            site.sums);
    result.statements.push_back(std::move(statement));
  }
  return result;
}

ShownLedger shown_outside(const StatementLog& log, const QueryLedger& ledger) {
  ShownLedger result;
  for (const StatementFigures& figures : ledger.outside) result.statements.push_back(shown(log, figures));
  return result;
}

QString statement_title(const QString& sql) {
  const QString text = sql.simplified();
  const QStringList pieces = clauses_of(text);
  if (pieces.size() < 3 || pieces[1].compare(QLatin1String("SELECT"), Qt::CaseInsensitive) != 0) return text;
  QString columns = pieces[2].simplified();
  struct Table {
    QString name;
    qsizetype selected;
  };
  std::vector<Table> tables;
  for (qsizetype i = 3; i + 1 < pieces.size(); i += 2) {
    const bool named = pieces[i].compare(QLatin1String("FROM"), Qt::CaseInsensitive) == 0 ||
                       pieces[i].endsWith(QLatin1String("JOIN"), Qt::CaseInsensitive);
    const QStringList words = pieces[i + 1].split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (!named || words.isEmpty()) continue;
    const bool renamed = words.size() > 1 && words[1].compare(QLatin1String("ON"), Qt::CaseInsensitive) != 0;
    const QString alias = renamed ? words[1] : words[0];
    const QRegularExpression of_table(QStringLiteral("\\b%1\\.").arg(QRegularExpression::escape(alias)));
    tables.push_back({words[0], columns.count(of_table)});
    columns.remove(of_table);
  }
  if (tables.empty()) return text;
  std::ranges::stable_sort(tables, std::ranges::greater{}, &Table::selected);
  if (tables.front().selected > 0) std::erase_if(tables, [](const Table& table) { return table.selected == 0; });
  QStringList names;
  for (const Table& table : tables) names << table.name;
  return QStringLiteral("%1: %2").arg(names.join(QStringLiteral(", ")), columns);
}

QString formatted_sql(const QString& sql) {
  static const QStringList kLineBefore{
      QStringLiteral("FROM"),      QStringLiteral("WHERE"),      QStringLiteral("ORDER BY"),
      QStringLiteral("GROUP BY"),  QStringLiteral("HAVING"),     QStringLiteral("LIMIT"),
      QStringLiteral("UNION"),     QStringLiteral("JOIN"),       QStringLiteral("AND"),
      QStringLiteral("LEFT JOIN"), QStringLiteral("INNER JOIN"), QStringLiteral("CROSS JOIN")};
  const QStringList pieces = clauses_of(sql.simplified());
  QString text;
  std::vector<bool> queries;  // open parentheses: whether a SELECT stands in them
  for (qsizetype i = 0; i < pieces.size(); ++i) {
    const QString& piece = pieces[i];
    const QString word = piece.toUpper();
    if (piece == QLatin1String("(")) {
      queries.push_back(i + 2 < pieces.size() && pieces[i + 1].trimmed().isEmpty() &&
                        pieces[i + 2].toUpper() == QLatin1String("SELECT"));
    } else if (piece == QLatin1String(")")) {
      if (!queries.empty()) queries.pop_back();
    } else if (kLineBefore.contains(word) && (queries.empty() || queries.back())) {
      while (text.endsWith(QLatin1Char(' '))) text.chop(1);
      const auto depth = std::count(queries.begin(), queries.end(), true);
      text += QLatin1Char('\n') +
              QString(static_cast<qsizetype>(2 * depth + (word == QLatin1String("AND") ? 2 : 0)), QLatin1Char(' '));
    }
    text += piece;
  }
  return text;
}

QString statement_details(const ShownStatement& statement, std::size_t steps) {
  const QuerySums& s = statement.figures.sums;
  QStringList lines{formatted_sql(from_std(statement.text.sql)), QString()};
  lines << (steps > 0 ? QObject::tr("%1 calls in %2 steps, %3 rows, %4 connections")
                            .arg(count_text(s.statements), count_text(static_cast<std::int64_t>(steps)),
                                 count_text(s.rows), count_text(s.connections))
                      : QObject::tr("%1 calls, %2 rows, %3 connections")
                            .arg(count_text(s.statements), count_text(s.rows), count_text(s.connections)));
  lines << QObject::tr("%1 in statements, %2 opening connections")
               .arg(duration_text(static_cast<double>(s.ns)), duration_text(static_cast<double>(s.connect_ns)));
  if (s.repeats > 0)
    lines << QObject::tr(
                 "%1 calls had parameters that were asked for before (%2 of them earlier in the same step): a cache "
                 "of answers would have saved %3")
                 .arg(count_text(s.repeats), count_text(s.repeats_in_step),
                      duration_text(static_cast<double>(s.repeats_ns)));
  if (!statement.sites.empty()) {
    lines << QString() << QObject::tr("Asked by");
    for (const auto& [site, sums] : statement.sites)
      lines << QObject::tr("  %1 calls, %2: %3")
                   .arg(count_text(sums.statements), duration_text(static_cast<double>(sums.ns + sums.connect_ns)),
                        site.simplified());
  }
  lines << QString();
  if (statement.text.plan.empty()) {
    lines << QObject::tr("Plan: not known; SQLite is asked for it when the run has ended");
  } else {
    lines << QObject::tr("Plan");
    for (const QString& line : from_std(statement.verdict.text).split(QLatin1Char('\n')))
      lines << QStringLiteral("  ") + line;
    lines << QString() << QObject::tr("As SQLite explains it");
    for (const QString& line : from_std(statement.text.plan).split(QLatin1Char('\n')))
      lines << QStringLiteral("  ") + line;
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace stepscope::ui
