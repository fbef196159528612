import type { StoreAnswers } from '../../stores/results.ts'
import { columnMoney, exactMoney } from '../words/money.ts'
import { counted } from '../words/numbers.ts'
import { spanWords } from '../words/spans.ts'
import { EURO, STORE_ANSWER_NAMES, STORE_ANSWERS, type StoreAnswer } from '../words/store-words.ts'
import { shownText } from '../words/texts.ts'
import { goToAnswer } from './AnswerCard.tsx'
import css from './AnswerIndex.module.css'
import { named, shareFigure, withName } from './sentences.ts'
import { storeNames } from './store-names.ts'

interface AnswerIndexProps {
  readonly answers: StoreAnswers
  readonly storeId: string | null
}

/** All answers at a glance, each the way to its figures. */
export function AnswerIndex({ answers, storeId }: AnswerIndexProps) {
  return (
    <nav aria-label="Answers" className={css['index']} data-print="no">
      <ul className={css['list']}>
        {STORE_ANSWERS.map(answer => (
          <li key={answer}>
            <button type="button" className={css['entry']} onClick={() => goToAnswer(answer)}>
              <span className={css['name']}>{STORE_ANSWER_NAMES[answer]}</span>
              <span className={css['short']}>{shortAnswer(answer, answers, storeId)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The answer in a few words, without what it means: that stands where it leads. */
function shortAnswer(answer: StoreAnswer, answers: StoreAnswers, storeId: string | null): string {
  const { topStores, topProducts, averageAmounts, deviceTypeShares, firstFive, statusBreakdowns, definition } = answers
  const none = definition.top === 0 && (answer === 'top_stores' || answer === 'top_products') ? 'none asked for' : 'none'
  switch (answer) {
    case 'top_stores': {
      const [first] = topStores
      return first === undefined ? none : `Store ${shownText(first.storeId)} · ${exactMoney(first.amountUnits, EURO)}`
    }
    case 'weekly_amounts':
      return storeId === null ? 'choose a store' : withName(`Store ${storeId}`, storeNames(answers.directory)(storeId))
    case 'top_products': {
      const [first] = topProducts
      if (first === undefined) return none
      const figure = definition.productsBy === 'count' ? counted(first.transactions, 'sale') : exactMoney(first.amountUnits, EURO)
      return `${shownText(first.name === '' ? first.sku : first.name)} · ${figure}`
    }
    case 'average_amounts': {
      const first = averageAmounts.find(({ isSmall }) => !isSmall) ?? averageAmounts[0]
      return first === undefined
        ? none
        : `${named(first.typology, 'typology')}, ${named(first.country, 'country')} · ${columnMoney(first.mean, EURO, first.mean)}`
    }
    case 'device_type_shares': {
      const [first] = deviceTypeShares
      return first === undefined ? none : `Type ${shownText(first.deviceType)} · ${shareFigure(first.share)}`
    }
    case 'first_five':
      return firstFive.meanSeconds === null ? none : `${spanWords(firstFive.meanSeconds)} on average`
    case 'statuses': {
      const { accepted, refused, cancelled } = statusBreakdowns.all
      const all = accepted + refused + cancelled
      return all === 0 ? none : `${shareFigure((refused + cancelled) / all)} of all`
    }
    default:
      return answer satisfies never
  }
}
