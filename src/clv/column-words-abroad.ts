import type { MappingField } from './column-words.ts'

/**
 * What columns are called in German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Polish, Russian, Turkish, Japanese, Chinese and Korean (a line each, as
 * far as there is anything to say), best first within a language. English names go before all of them.
 */
export const WORDS_ABROAD: Readonly<Record<MappingField, string>> = {
  customer: `
    kundennummer kunden_nr kundennr kunden_id kunde käufer besteller auftraggeber debitor e-mail-adresse kundenname kundencode
    id_client client_id numéro_client numéro_de_client n°_client n°_de_client code_client acheteur email_client e-mail_client adresse_e-mail courriel nom_du_client nom_client
    id_cliente cliente_id id_de_cliente número_de_cliente nº_de_cliente nº_cliente código_cliente código_de_cliente cliente comprador correo_electrónico correo nombre_del_cliente
    código_do_cliente id_do_cliente número_do_cliente nome_do_cliente
    codice_cliente numero_cliente acquirente nome_cliente
    klantnummer klant_id klantnr klant koper klantnaam
    kundnummer kund_id kundnr kund kundenummer kunde_id kundenr
    id_klienta numer_klienta klient kupujący nabywca
    id_клиента номер_клиента код_клиента клиент покупатель контрагент
    müşteri_id müşteri_no müşteri
    顧客ID 顧客番号 顧客コード 会員ID 会員番号 お客様ID お客様番号 ユーザーID 顧客 購入者 顧客名 お客様名 注文者メールアドレス 注文者 メールアドレス
    客户ID 客户编号 客户编码 会员ID 会员编号 会员号 用户ID 用户编号 买家ID 买家 买家会员名 客户 顾客 客户名称 客戶ID 客戶編號 會員編號 客戶
    고객ID 고객번호 회원ID 회원번호 고객 주문자`,
  date: `
    bestelldatum auftragsdatum kaufdatum rechnungsdatum verkaufsdatum belegdatum buchungsdatum bestellzeitpunkt erstellt_am erstellt datum zeitpunkt
    date_de_commande date_de_la_commande date_commande date_d'achat date_achat date_de_vente date_vente date_de_facture date_facture date_de_création
    fecha_del_pedido fecha_de_pedido fecha_pedido fecha_de_compra fecha_compra fecha_de_venta fecha_venta fecha_de_factura fecha_factura fecha
    data_do_pedido data_de_pedido data_pedido data_da_compra data_compra data_da_venda data_venda data_criação
    data_ordine data_dell'ordine data_acquisto data_vendita data_fattura data
    besteldatum orderdatum aankoopdatum verkoopdatum factuurdatum
    köpdatum ordredato bestillingsdato købsdato dato
    data_zamówienia data_zakupu data_sprzedaży
    дата_заказа дата_покупки дата_продажи дата
    sipariş_tarihi tarih
    注文日 注文日時 購入日 購入日時 受注日 受注日時 売上日 日付 日時
    下单时间 下单日期 订单日期 订单时间 订单创建时间 购买日期 购买时间 支付时间 付款时间 订单付款时间 交易时间 日期 时间 訂單日期
    주문일 주문일자 주문일시 구매일 결제일 날짜`,
  time: `
    uhrzeit zeit bestellzeit verkaufszeit buchungszeit kaufzeit heure heure_de_commande heure_commande heure_de_vente hora hora_del_pedido hora_pedido hora_de_venta hora_venda hora_do_pedido
    ora ora_ordine tijd tid klokkeslæt godzina czas время saat 時刻 時間 时间 시간`,
  amount: `
    bestellsumme bestellwert auftragssumme auftragswert rechnungsbetrag rechnungssumme gesamtbetrag gesamtbetrag_brutto gesamtsumme gesamtpreis endbetrag nettowert umsatz nettoumsatz bruttobetrag nettobetrag betrag summe
    total_commande montant_commande montant_total montant_total_ttc montant_ttc total_ttc prix_total chiffre_d'affaires montant montant_ht total_ht
    total_del_pedido total_pedido importe_total monto_total precio_total total_venta importe monto ventas ingresos
    total_do_pedido valor_do_pedido valor_total preço_total receita faturamento valor
    totale_ordine importo_totale prezzo_totale totale importo ricavo fatturato
    orderbedrag factuurbedrag totaalbedrag totaalprijs totaal bedrag omzet
    totalbelopp totalsumma belopp summa beløb beløp omsättning
    wartość_zamówienia kwota_zamówienia wartość kwota suma razem
    сумма_заказа сумма_документа сумма итого стоимость выручка
    toplam_tutar tutar toplam
    合計金額 総合計 注文金額 注文合計 購入金額 支払金額 請求金額 売上金額 売上 合計 金額
    实付金额 实际支付金额 买家实际支付金额 支付金额 订单金额 订单总额 总金额 总价 销售额 合计 金额 訂單金額
    결제금액 주문금액 총금액 합계 매출 금액`,
  order: `
    bestellnummer bestellnr bestell_id auftragsnummer auftragsnr rechnungsnummer rechnungsnr belegnummer verkaufsbeleg bestellung
    numéro_de_commande numéro_commande n°_de_commande n°_commande id_commande référence_commande numéro_de_facture n°_facture numéro_de_ticket n°_de_ticket n°_ticket commande facture
    id_pedido pedido_id id_de_pedido #_de_venta número_de_venta n°_de_venta número_de_pedido número_pedido nº_de_pedido nº_pedido número_de_factura pedido factura
    número_do_pedido código_do_pedido id_do_pedido
    numero_ordine numero_d'ordine n°_ordine id_ordine numero_fattura ordine fattura
    ordernummer bestelnummer factuurnummer bestelling
    ordrenummer ordrenr fakturanummer
    numer_zamówienia nr_zamówienia id_zamówienia zamówienie
    номер_заказа id_заказа заказ
    sipariş_no sipariş_numarası
    注文番号 注文ID 受注番号 伝票番号
    订单编号 订单号 订单ID 訂單編號
    주문번호`,
  item: '',
  items: `menge auftragsmenge anzahl stückzahl quantité qté nombre_d'articles cantidad unidades quantidade qtd quantità aantal antal ilość количество adet 数量 個数 购买数量 수량`,
  unitPrice: `
    einzelpreis stückpreis preis prix_unitaire prix precio_unitario precio preço_unitário preço prezzo_unitario prezzo stukprijs eenheidsprijs prijs styckpris pris
    cena_jednostkowa cena цена birim_fiyat 単価 価格 单价 价格 단가`,
  discount: `
    positionsrabatt zeilenrabatt rabatt nachlass remise_ligne remise réduction rabais descuento dto desconto sconto regelkorting korting radrabatt rabat скидка indirim 割引 値引 折扣 优惠 할인`,
  currency: `währung währg waehrung devise monnaie moneda divisa moeda valuta munteenheid waluta валюта para_birimi 通貨 币种 货币 통화`,
  status: `
    zahlungsstatus bestellstatus auftragsstatus statut_de_la_commande statut_commande statut estado_del_pedido estado_de_la_venta estado status_do_pedido situação_do_pedido situação stato_ordine
    bestelstatus orderstatus статус_заказа статус durum 注文ステータス ステータス 订单状态 状态 주문상태`,
  refunded: `erstattungsbetrag rückerstattet montant_remboursé importe_reembolsado valor_reembolsado importo_rimborsato 返金額 退款金额`,
  cancelled: `storniert_am stornodatum date_d'annulation fecha_de_cancelación`,
  kind: `belegart transaktionstyp type_de_transaction tipo_de_transacción tipo`,
}
