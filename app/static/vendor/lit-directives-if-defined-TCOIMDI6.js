import{e as o}from"./chunk-KRYBYVJD.js";import"./chunk-QH3SRDGB.js";var e=t=>t??o;export{e as ifDefined};
