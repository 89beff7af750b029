#pragma once

#include <string_view>

namespace stepscope {

// Style sheet of the HTML report. Names of classes: picture_svg.h, html.cpp.
inline constexpr std::string_view kHtmlStyle = R"css(
:root{color-scheme:light dark;--page:#fff;--text:#1c2024;--muted:#5b646e;--rule:#d9dee3;--panel:#eef1f4;--link:#0b5cad;
--warn:#8a1c00;--warn-bg:#fdeee8;--budget:#c03000;--limit:#7a0000;--curve:#1c2024;--lane:#d3d8de;--cross:#f3f5f7;
--stop:#b65b5b;--ego:#005b9a;--way-b:#a81e8c;--plan:#0072b2;--vehicle:#6b7480;--person:#b35a00;--object:#8b7a4b;
--g0:#0072b2;--g1:#56b4e9;--g2:#e69f00;--g3:#d55e00;--g4:#f0e442;--g5:#009e73;--g6:#cc79a7;--g7:#999;--g8:#707070}
@media (prefers-color-scheme:dark){:root{--page:#16191d;--text:#e3e6ea;--muted:#9aa4af;--rule:#343b44;--panel:#20252b;
--link:#7db8f0;--warn:#ffb59c;--warn-bg:#3a1d14;--budget:#ff8a65;--limit:#ff5f5f;--curve:#e3e6ea;--lane:#2d3239;
--cross:#3d444d;--stop:#a05555;--ego:#56b4e9;--way-b:#f28cd8;--plan:#7cc7f2;--vehicle:#98a2ae;--person:#e8a25a;--object:#b3a36e}}
@media print{:root{--page:#fff;--text:#000;--muted:#444;--rule:#bbb;--panel:#eee;--link:#000;--warn:#8a1c00;--warn-bg:#fff;
--budget:#c03000;--limit:#7a0000;--curve:#000;--lane:#d3d8de;--cross:#f3f5f7;--ego:#005b9a;--way-b:#a81e8c;--plan:#0072b2;
--vehicle:#6b7480;--person:#b35a00;--object:#8b7a4b}nav{display:none}h2{break-before:page}
h2:first-of-type{break-before:auto}figure,tr{break-inside:avoid}h2,h3{break-after:avoid}body{max-width:none;padding:0}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:60rem;background:var(--page);color:var(--text);
font:15px/1.5 system-ui,"DejaVu Sans",sans-serif}
h1{font-size:1.6rem;margin:0 0 1rem}h2{font-size:1.25rem;margin:2.5rem 0 .7rem;padding-top:.6rem;border-top:2px solid var(--rule)}
h3{font-size:1.02rem;margin:1.8rem 0 .5rem}a{color:var(--link)}
nav{border:1px solid var(--rule);border-radius:6px;padding:.6rem 1rem;font-size:.92rem}nav ul{margin:.2rem 0;padding-left:1.2rem}nav summary{cursor:pointer}
p.lead{font-weight:600}p.warning{font-weight:600;color:var(--warn);background:var(--warn-bg);padding:.5rem .8rem;border-radius:6px}
div.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums}
th,td{padding:.22rem .5rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
p,li,h2,h3,td.sql{overflow-wrap:anywhere}td{overflow-wrap:break-word}
th{color:var(--muted);font-weight:600;white-space:nowrap}.r{text-align:right;white-space:nowrap}tr.strong td{font-weight:700}
td.sql{font:.8rem/1.4 ui-monospace,"DejaVu Sans Mono",monospace;min-width:18rem}
figure{margin:1rem 0}figcaption{color:var(--muted);font-size:.85rem}svg{max-width:100%;height:auto;display:block}
svg text{font-family:system-ui,"DejaVu Sans",sans-serif}svg .line{fill:none}
.text{fill:var(--text)}.muted{fill:var(--muted)}.line.text{stroke:var(--text)}.grid{fill:none;stroke:var(--rule)}
.panel{fill:var(--panel)}.on-light{fill:#111}.on-dark{fill:#fff}.budget{fill:var(--budget)}.line.budget{stroke:var(--budget)}
.limit{fill:var(--limit)}.line.limit{stroke:var(--limit)}.line.curve{stroke:var(--curve)}.lane{fill:var(--lane)}
.crosswalk{fill:var(--cross)}.stop{fill:var(--stop)}.ego{fill:var(--ego)}.line.plan{stroke:var(--plan)}
.way-a{fill:var(--ego)}.line.way-a{stroke:var(--ego)}.way-b{fill:var(--way-b)}.line.way-b{stroke:var(--way-b)}
.band-b{fill:var(--way-b);fill-opacity:.2}.floor{fill:var(--rule)}.line.muted{stroke:var(--muted)}
.vehicle{fill:var(--vehicle)}.person{fill:var(--person)}.object{fill:var(--object)}
.g0{fill:var(--g0)}.g1{fill:var(--g1)}.g2{fill:var(--g2)}.g3{fill:var(--g3)}.g4{fill:var(--g4)}.g5{fill:var(--g5)}
.g6{fill:var(--g6)}.g7{fill:var(--g7)}.g8{fill:var(--g8)}
)css";

}  // namespace stepscope
