// Words of the printed forms. A form of the law is Vietnamese whatever language the officer's screen speaks.
import type { Schemas } from '../../api/client';
import { day, hour } from '../../ui/dates';
import { money } from '../../ui/money';

export const kPaperWords = { original: 'bản chính', copy: 'bản sao', electronic: 'bản điện tử', shown: 'xuất trình' } as const;

export function whenText(instant: string): string {
  const [d, m, y] = day(instant).split('/');
  const [h, min] = hour(instant).split(':');
  return `${h} giờ ${min} phút, ngày ${d} tháng ${m} năm ${y}`;
}

export function wayText(delivery: Schemas['Delivery'], desk: string): string {
  if (delivery.way === 'post') return `qua bưu chính công ích, địa chỉ: ${delivery.address ?? ''}`;
  return delivery.way === 'electronic' ? 'bản điện tử' : desk;
}

export function feeText(fee: Schemas['FeeLineDue']): string {
  const amount = fee.amount_minor === undefined ? 'chưa rõ mức' : money(fee.amount_minor, fee.currency ?? 'VND', 'vi');
  return `${fee.label} × ${fee.quantity}: ${amount} (${fee.paid ? 'đã thu' : 'chưa thu'})`;
}
