import { describe, expect, it } from 'vitest'
import { isCardColumn } from '../../src/base/cards.ts'
import { recogniseStoreTable, STORE_LAYOUTS } from '../../src/stores/index.ts'

const recognised = (header: string) => recogniseStoreTable(header.split(','))

describe('a table of stores', () => {
  it('is told by its columns, in any order and case', () => {
    expect(recognised('Store_ID, TYPE ,id')).toEqual({ table: 'devices', columns: ['store_id', 'type', 'id'] })
    expect(recognised('id,name,address,city,country,created_at,typology,customer_id')?.table).toBe('stores')
    expect(recognised('id,device_id,product_sku,amount,status,created_at,happened_at')?.table).toBe('transactions')
  })

  it('may have its columns in words or in one', () => {
    const columns = ['id', 'device_id', 'product_sku', 'amount', 'status', 'created_at', 'happened_at']
    expect(recognised('ID,Device ID,Product SKU,Amount,Status,Created At,Happened-At')).toEqual({ table: 'transactions', columns })
    expect(recognised('id,deviceId,productSku,amount,status,createdAt,happenedAt')).toEqual({ table: 'transactions', columns })
  })

  it('may have its id under the name of what it is of, where no column is called id', () => {
    const columns = ['id', 'device_id', 'product_sku', 'amount', 'status', 'created_at', 'happened_at']
    expect(recognised('Transaction ID,device_id,product_sku,amount,status,created_at,happened_at')).toEqual({
      table: 'transactions',
      columns,
    })
    expect(recognised('device_id,type,store_id')).toEqual({ table: 'devices', columns: ['id', 'type', 'store_id'] })
    expect(recognised('storeId,country,created_at,typology,customer_id')?.columns).toEqual([
      'id',
      'country',
      'created_at',
      'typology',
      'customer_id',
    ])
    expect(recognised('transaction_id,id,device_id,product_sku,amount,status,created_at,happened_at')?.columns.slice(0, 2)).toEqual([
      null,
      'id',
    ])
    expect(recognised('device_id,product_sku,amount,status,created_at,happened_at')).toBeNull()
  })

  it('is none when a column is missing', () => {
    expect(recognised('id,type')).toBeNull()
    expect(recognised('type,verb,key,event_time,customer_id,total_amount')).toBeNull()
  })

  it('has its category in the second product_name, and card numbers nowhere', () => {
    expect(
      recognised('id,device_id,product_name,product_sku,product_name,amount,status,card_number,cvv,created_at,happened_at')?.columns,
    ).toEqual([
      'id',
      'device_id',
      'product_name',
      'product_sku',
      'category_name',
      'amount',
      'status',
      null,
      null,
      'created_at',
      'happened_at',
    ])
  })

  it('has its category in category_name where there is one, and reads the first of columns with one name', () => {
    expect(
      recognised('product_name,product_name,category_name,id,id,device_id,product_sku,amount,status,created_at,happened_at')?.columns,
    ).toEqual([
      'product_name',
      null,
      'category_name',
      'id',
      null,
      'device_id',
      'product_sku',
      'amount',
      'status',
      'created_at',
      'happened_at',
    ])
  })

  it('has no column of cards in any layout', () => {
    const columns = STORE_LAYOUTS.flatMap(({ required, optional, again }) => [...required, ...optional, ...Object.values(again)])
    expect(columns.filter(isCardColumn)).toEqual([])
    expect(columns.length).toBeGreaterThan(15)
    expect(['card_number', 'Card Number', 'CVV', 'cvc'].filter(column => !isCardColumn(column))).toEqual([])
  })
})
