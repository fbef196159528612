import { describe, expect, it } from 'vitest'
import { HIDDEN_ROW, isCardColumn, withoutCardMembers, withoutCards } from '../../src/base/cards.ts'

describe('columns for card numbers', () => {
  it.each(['card_number', 'Card Number', 'cardNumber', 'CARD-NO', ' card ', 'PAN', 'cvv', 'CVC2'])('are those called “%s”', name => {
    expect(isCardColumn(name)).toBe(true)
  })

  it.each(['card_id', 'product_sku', 'company', 'cardinal', 'id', ''])('are not those called “%s”', name => {
    expect(isCardColumn(name)).toBe(false)
  })
})

describe('the text of a record that is left out', () => {
  it.each([
    ['a text', '{"id":1,"card_number":"4556 0001 1234 5678","cvv":"123","amount":5}', '{"id":1,"card_number":…","cvv":…","amount":5}'],
    ['a number', '{"cvv":123,"card_number": 4556000112345678,"amount":5}', '{"cvv":…,"card_number": …,"amount":5}'],
    ['in any case', '{"Card_Number":"4556","CVV":12,"cardNumber":"45"}', '{"Card_Number":…","CVV":…,"cardNumber":…"}'],
    ['escaped', '{"card\\u005fnumber":"4556 0001","\\u0063vv":123}', '{"card_number":…","cvv":…}'],
    ['at the end of what is kept', '{"id":1,"card_number":"4556 0001', '{"id":1,"card_number":…'],
    ['without a closing quote', '{"card_number":"4556 0001,"cvv":"123"}', '{"card_number":…"cvv":…"}'],
    ['without a colon', '{"card_number" "4556","cvv" 123}', '{"card_number" …","cvv" …}'],
    ['without quotes', '{card_number: 4556 0001, cvv=123}', '{card_number: …, cvv=…}'],
    ['in single quotes', "{'card_number': '4556 0001', 'cvv': '123'}", "{'card_number': …', 'cvv': …'}"],
    ['with a quote in it', '{"card_number":"4556\\"0001","amount":5}', '{"card_number":…","amount":5}'],
    ['with commas in it', '{"card_number":4556,0001,1234,"amount":5}', '{"card_number":…,"amount":5}'],
    ['an object', '{"card":{"number":"4556 0001","cvv":1},"amount":5}', '{"card":…'],
    ['a text in a text', '{"body":"{\\"card_number\\":\\"4556\\",\\"a\\":1}"}', '{"body":"{\\"card_number\\":…\\",\\"a\\":1}"}'],
    ['in a cell of a table', '1,"[{""card_number"":""4556"",""a"":1}]"', '1,"[{""card_number"":…"",""a"":1}]"'],
    ['of another name', '{"credit_card_number":"4556","payment-card":"4556"}', '{"credit_card_number":…","payment-card":…"}'],
  ])('has no card number that is %s', (_, text, shown) => {
    expect(withoutCardMembers(text)).toBe(shown)
  })

  it.each([
    '{"name":"frying pan","tags":["card","gift"],"cvv":null}'.replace(',"cvv":null', ''),
    '{"company":"Cardinal","panel":5,"note":"paid by card"}',
    '{"cvv":"","card_number":""}',
    '{"a":"\\u0041"}',
  ])('is left as it is where nothing is called by their names: %s', text => {
    expect(withoutCardMembers(text)).toBe(text)
  })

  it('is a row without the cells of card columns, or hidden where cells cannot be told apart', () => {
    const header = ['customer_id', 'Card Number', 'date', 'revenue']
    expect(withoutCards('ann,4556 0001,2025-01-03,x', header, ',')).toBe('ann,,2025-01-03,x')
    expect(withoutCards('ann;"4556;0001";2025-01-03;x', header, ';')).toBe('ann;;2025-01-03;x')
    expect(withoutCards('ann,x,4556 0001,2025-01-03,x', header, ',')).toBe(HIDDEN_ROW)
    expect(withoutCards('ann,"4556 0001,2025-01-03,x', header, ',')).toBe(HIDDEN_ROW)
    expect(withoutCards('ann,4556', ['customer_id', 'revenue', 'date'], ',')).toBe('ann,4556')
  })
})
