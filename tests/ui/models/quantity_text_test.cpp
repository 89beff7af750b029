#include "ui/models/quantity_text.h"

#include <QtTest>
#include <cmath>
#include <limits>

namespace stepscope::ui {

class QuantityTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keeps_three_digits_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("zero") << 0.0 << "0";
    QTest::newRow("below one") << 0.21449 << "0.214";
    QTest::newRow("one digit before the point") << 2.145 << "2.15";
    QTest::newRow("two digits") << 21.44 << "21.4";
    QTest::newRow("three digits") << 214.4 << "214";
    QTest::newRow("rounds over a power of ten") << 9.996 << "10.0";
    QTest::newRow("rounds over a power of ten below one") << 0.99951 << "1.00";
    QTest::newRow("whole digits stay") << 2140.4 << QStringLiteral("2\u2009140");
    QTest::newRow("millions") << 12345678.0 << QStringLiteral("12\u2009345\u2009678");
    QTest::newRow("negative") << -1234.0 << QStringLiteral("-1\u2009234");
    QTest::newRow("small") << 0.00123 << "0.00123";
    QTest::newRow("not a number") << std::nan("") << QStringLiteral("–");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QStringLiteral("–");
  }
  void keeps_three_digits() {
    QFETCH(double, value);
    QTEST(three_digits(value), "expected");
  }

  void picks_a_unit_data() {
    QTest::addColumn<double>("ns");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << 0.0 << QStringLiteral("0\u00A0µs");
    QTest::newRow("microseconds") << 21'400.0 << QStringLiteral("21.4\u00A0µs");
    QTest::newRow("just below a millisecond") << 999'400.0 << QStringLiteral("999\u00A0µs");
    QTest::newRow("a millisecond") << 1e6 << QStringLiteral("1.00\u00A0ms");
    QTest::newRow("a second is still read in ms") << 1.25e9 << QStringLiteral("1\u2009250\u00A0ms");
    QTest::newRow("ten seconds are not") << 1.25e10 << QStringLiteral("12.5\u00A0s");
  }
  void picks_a_unit() {
    QFETCH(double, ns);
    QTEST(duration_text(ns), "expected");
  }

  void shares_never_round_to_nothing() {
    QCOMPARE(share_text(0.0), QStringLiteral("0\u00A0%"));
    QCOMPARE(share_text(0.0001), QStringLiteral("<\u00A00.1\u00A0%"));
    QCOMPARE(share_text(0.1234), QStringLiteral("12.3\u00A0%"));
    QCOMPARE(share_text(1.0), QStringLiteral("100.0\u00A0%"));
  }

  void counts_have_thin_separators() {
    QCOMPARE(count_text(999), QStringLiteral("999"));
    QCOMPARE(count_text(1000), QStringLiteral("1\u2009000"));
    QCOMPARE(count_text(-1000), QStringLiteral("-1\u2009000"));
  }
};

}  // namespace stepscope::ui

QTEST_GUILESS_MAIN(stepscope::ui::QuantityTextTest)
#include "quantity_text_test.moc"
