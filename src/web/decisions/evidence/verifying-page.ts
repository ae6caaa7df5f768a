import receiptForm from '../../../../schemas/receipt.schema.json?raw';
import recordForm from '../../../../schemas/record.schema.json?raw';
import { fillVerifyingPage } from './fill-verifying-page.js';
import template from './verify-page.html?raw';

/** A page that verifies a receipt by itself. @param receipt as the service answers it */
export const verifyingPage = (receipt: string, pem: string): string =>
  fillVerifyingPage({ template, forms: { receipt: receiptForm, record: recordForm } }, receipt, pem);
