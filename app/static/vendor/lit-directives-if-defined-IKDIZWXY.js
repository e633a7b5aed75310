import{e as o}from"./chunk-KRYBYVJD.js";import"./chunk-WOT6VMZA.js";var e=t=>t??o;export{e as ifDefined};
