/**
 * Calendar months in UTC as integer arithmetic (`addMonths` in `language/instants.ts`): the civil date of a day counted from 1 March of the
 * year 0, since then a leap day is the last of its year.
 */
import { firstInstantMs, lastInstantMs, dayMs } from '../../language/instants.js';
import { integer, named, type Term } from './term.js';

/** From 0000-03-01 to 1970-01-01. */
const daysBefore1970 = 719_468;

/** The functions that `add months` is made of, once for each formula. */
export const monthFunctions = `
(define-fun day-of ((ms Int)) Int (div ms ${dayMs}))
(define-fun days-since ((ms Int)) Int (+ (day-of ms) ${daysBefore1970}))
(define-fun year-of-era ((doe Int)) Int (div (- (- (+ doe (div doe 36524)) (div doe 1460)) (div doe 146096)) 365))
(define-fun day-of-era ((z Int)) Int (mod z 146097))
(define-fun march-year ((z Int)) Int (+ (year-of-era (day-of-era z)) (* 400 (div z 146097))))
(define-fun days-before-year ((yoe Int)) Int (- (+ (* 365 yoe) (div yoe 4)) (div yoe 100)))
(define-fun day-of-year ((z Int)) Int (- (day-of-era z) (days-before-year (year-of-era (day-of-era z)))))
(define-fun march-month ((doy Int)) Int (div (+ (* 5 doy) 2) 153))
(define-fun days-before-month ((m Int)) Int (div (+ (* 153 m) 2) 5))
(define-fun month-index ((z Int)) Int (+ (* 12 (march-year z)) (march-month (day-of-year z))))
(define-fun day-in-month ((z Int)) Int (- (day-of-year z) (days-before-month (march-month (day-of-year z)))))
(define-fun first-day ((index Int)) Int
  (+ (* 146097 (div (div index 12) 400)) (days-before-year (mod (div index 12) 400)) (days-before-month (mod index 12))))
(define-fun least ((a Int) (b Int)) Int (ite (< a b) a b))
(define-fun add-months ((ms Int) (n Int)) Int
  (+ (* ${dayMs} (- (+ (first-day (+ (month-index (days-since ms)) n))
        (least (day-in-month (days-since ms))
               (- (first-day (+ (month-index (days-since ms)) n 1)) (first-day (+ (month-index (days-since ms)) n)) 1)))
      ${daysBefore1970}))
     (mod ms ${dayMs})))
`;

/** The same time of day so many months later. */
export const addMonths = (instant: Term, months: Term): Term =>
  named(`(add-months ${instant.text} ${months.text})`, 'Int'); // how great is only known where it lies in the calendar

export const [firstInstant, lastInstant] = [integer(firstInstantMs), integer(lastInstantMs)];
