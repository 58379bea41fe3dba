/** The style of the pages. Colors come from the themes. No meaning is shown by color alone: a text says the same. */
export const style = `
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif}
code,.mono{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:break-word}
h1,h2,h3,p,ul,dl,dd,figure{margin:0;padding:0}
ul{list-style:none}
a{color:var(--link)}
h1{font-size:20px;line-height:1.3;font-weight:650}
h2{font-size:16px;font-weight:650}
caption h2,caption h3{display:inline;color:var(--ink);margin-right:10px}
caption h3{font-size:14px}
h3{font-size:15px;font-weight:650}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
.muted{color:var(--muted)}
.small{font-size:12.5px}
.skip{position:absolute;left:8px;top:-60px;padding:8px 12px;background:var(--surface);z-index:3}
.skip:focus{top:8px}
.wrap{max-width:1440px;margin:0 auto;padding:0 24px}
header.top{background:var(--surface);border-bottom:1px solid var(--line);padding:18px 0}
.title{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center}
.title .theme{margin-left:auto}
.lead{margin-top:6px;max-width:80ch}
.badge.verdict{font-size:16px;padding:3px 14px;border-radius:7px}
.badge.verdict::first-letter{text-transform:uppercase}
.facts{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:8px;color:var(--muted)}
.aside{margin-top:8px;max-width:110ch;color:var(--muted);overflow-wrap:anywhere}
.facts b{color:var(--ink);font-variant-numeric:tabular-nums}
.controls{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--line);padding:10px 0}
.controls .wrap{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center}
.controls label.field{display:inline-flex;gap:6px;align-items:center;color:var(--muted)}
input[type=search],select,button{font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--control);border-radius:6px;min-height:32px;padding:3px 10px;max-width:100%}
input[type=search]{width:220px}
select{width:190px}
button{cursor:pointer}
button:hover,select:hover{background:var(--raised)}
fieldset{border:0;min-width:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:6px}
.chip{position:relative;display:inline-flex}
.chip input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.chip b{font-weight:400;font-variant-numeric:tabular-nums}
.chip span{border:1px solid var(--control);border-radius:16px;min-height:32px;padding:4px 12px;background:var(--surface);color:var(--ink)}
.chip input:checked+span{background:var(--all-fill);color:var(--all-ink);border-color:var(--all-fill)}
.chip input:checked+span::before{content:"\\2713\\00a0"}
.chip input:focus-visible+span{outline:2px solid var(--focus);outline-offset:2px}
.chip input:hover+span{text-decoration:underline}
.count{margin-left:auto;color:var(--muted);font-variant-numeric:tabular-nums}
main{padding-bottom:60px}
main:focus{outline:none}
.note{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:14px 16px;}
.content{padding-top:22px}
.content>section{margin-bottom:22px}
.stack .panel+.panel{margin-top:16px}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow:auto hidden}
table{border-collapse:collapse;width:100%}
caption{text-align:left;padding:9px 14px;color:var(--muted);border-bottom:1px solid var(--line)}
caption b{color:var(--ink)}
th,td{text-align:left;vertical-align:top;padding:8px 14px;border-bottom:1px solid var(--line)}
thead th{background:var(--raised);color:var(--muted);font-weight:600;font-size:12.5px;padding:6px 14px;white-space:nowrap}
tbody th{font-weight:400}
td,th,dd{overflow-wrap:break-word}
tbody tr:last-child>*{border-bottom:0}
.w-change{width:124px}.w-who{width:18%}.w-risk{width:150px}.w-what{width:31%}.w-reason{width:17%}.w-use{width:17%}.w-effect{width:84px}.w-finding{width:20%}
table.even{table-layout:fixed}
.badge{display:inline-block;border-radius:5px;padding:1px 7px;font-size:12.5px;font-weight:600;line-height:1.5;white-space:nowrap;background:var(--neutral-fill);color:var(--neutral-ink)}
.badge.more{background:var(--more-fill);color:var(--more-ink)}
.badge.looser{background:var(--looser-fill);color:var(--looser-ink)}
.badge.less{background:var(--less-fill);color:var(--less-ink)}
.badge.unknown{background:var(--unknown-fill);color:var(--unknown-ink)}
.badge.risk{background:var(--risk-fill);color:var(--risk-ink)}
.badge.all{background:var(--all-fill);color:var(--all-ink)}
.badge.some{background:var(--some-fill);color:var(--some-ink)}
.badges{display:flex;flex-wrap:wrap;gap:4px}
.kind{color:var(--muted)}
.name{font-weight:600;overflow-wrap:break-word}
.text{overflow-wrap:anywhere}
.list>li+li{margin-top:3px}
.list .badges{display:inline-flex;vertical-align:1px}
.compared{display:flex;flex-wrap:wrap;gap:2px 22px;margin-top:8px}
.compared>div{display:flex;gap:8px;min-width:0}
.compared dt{flex:none;color:var(--muted)}
.compared dd{min-width:0;overflow-wrap:anywhere}
.word{color:var(--muted)}
.if{margin-top:4px}
td>.if:first-child{margin-top:0}
.more-button{min-height:24px;padding:0 8px;font-size:12.5px;margin-top:6px;color:var(--link);border-color:var(--line)}
.more-button::before{content:"\\25B8\\00a0"}
.more-button[aria-expanded=true]::before{content:"\\25BE\\00a0"}
.more-button[data-fold-all]::before{content:none}
.detail{margin-top:8px;padding:8px 10px;background:var(--raised);border-radius:6px}
.detail dt{font-size:12.5px;font-weight:600;color:var(--muted)}
.detail dd+dt{margin-top:8px}
.columns{columns:230px;column-gap:18px}
.columns li{break-inside:avoid}
.principal{scroll-margin-top:70px}
.principal>.head{padding:10px 14px;border-bottom:1px solid var(--line)}
.head .badges{display:inline-flex;margin-left:8px;vertical-align:1px}
.head ul{margin-top:4px}
.scope{padding:7px 14px;background:var(--raised);border-bottom:1px solid var(--line);font-weight:600}
.split{display:grid;grid-template-columns:minmax(430px,5fr) 7fr}
.split>*{min-width:0;overflow-x:auto}
.split>*+*{border-left:1px solid var(--line)}
.stack-head{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:baseline;margin:8px 0 12px;scroll-margin-top:70px}
.contents{padding:10px 14px;margin-bottom:22px}
.contents h2{display:inline;margin-right:10px}
.contents .more-button{margin:0 6px 0 0}
.contents>.fold-body{columns:520px;column-gap:26px;margin-top:8px}
.contents li{break-inside:avoid-column}
.contents .stack-entry{margin-bottom:8px}
.contents .long{column-span:all}
.contents .long>ul{columns:330px;column-gap:18px}
.contents .stack-entry>ul{margin-left:14px}
.contents a{text-decoration-thickness:1px;text-underline-offset:2px}
.picture figcaption{padding:9px 14px;color:var(--muted);border-bottom:1px solid var(--line)}
.picture b{color:var(--ink)}
.picture .scroll{overflow:auto;max-height:80vh;background:var(--page)}
.picture svg{display:block}
table.matrix{table-layout:fixed}
.matrix td,.matrix th{padding:4px 14px}
.matrix td{white-space:nowrap}
.quiet{padding:10px 14px;color:var(--muted)}
.none{color:var(--muted)}
.block+.block{border-top:1px solid var(--line)}
footer{color:var(--muted);font-size:12.5px;padding:0 0 30px}
@media (max-width:1000px){.split{grid-template-columns:1fr}.split>*+*{border-left:0;border-top:1px solid var(--line)}}
@media (max-width:720px){
.wrap{padding:0 14px}
.content{padding-top:14px}
.controls{position:static}
.controls label.field{display:grid;grid-template-columns:76px 1fr;width:100%}
.controls label.field>*{width:100%;min-width:0}
.count{margin-left:0;flex-basis:100%}
table.cards,table.cards tbody,table.cards tr,table.cards td,table.cards th,table.cards caption{display:block;width:auto}
table.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.cards td,table.cards th{border-bottom:0;padding:3px 14px}
table.cards tr{padding:9px 0;border-bottom:1px solid var(--line)}
table.cards tr:last-child{border-bottom:0}
table.cards td[data-label]::before{content:attr(data-label);display:block;margin-top:3px;color:var(--muted);font-size:12.5px}
table.cards td.empty{display:none}
table.cards td.plain::before{content:none}
table.tight td[data-label]:not(.empty){display:flex}
table.tight td[data-label]::before{flex:0 0 100px;margin:0}
.matrix td,.matrix th{padding:4px 8px}
.matrix .w-use{width:20%}
.matrix td,.matrix .badge{white-space:normal}
.matrix .badge{padding:1px 5px}
}
@media (min-width:721px){td[data-label]::before{content:none}}
@media print{
body{background:#fff;font-size:11px}
code,.small,.badge,thead th,.detail dt{font-size:10px}
.controls,.skip,.theme,.more-button,#nothing{display:none!important}
tr[hidden]{display:table-row!important}
[data-place][hidden]{display:list-item!important}
[data-group][hidden],.detail[hidden],.fold-body[hidden]{display:block!important}
.contents,.picture{display:none}
.panel,.principal,.note{border-color:#bbb;overflow:visible}
tr{break-inside:avoid}
thead{display:table-header-group}
h2,h3,caption,.head{break-after:avoid}
.badge{border:1px solid currentColor;print-color-adjust:exact;-webkit-print-color-adjust:exact}
header.top{padding:0 0 10px}
.wrap{padding:0;max-width:none}
th,td,thead th,caption{padding:4px 8px}
}
`;
