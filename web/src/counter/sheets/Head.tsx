import type { Schemas } from '../../api/client';

/** The two heads of a Vietnamese office's paper. */
export function SheetHead({ receipt, number }: { receipt: Schemas['Receipt']; number?: string }) {
  return (
    <div className="sheet-head">
      <div>
        <div className="caps">{receipt.agency}</div>
        <strong>{receipt.desk}</strong>
        {number && <div>Số: {number}</div>}
      </div>
      <div>
        <strong className="caps">Cộng hòa xã hội chủ nghĩa Việt Nam</strong>
        <div className="motto">Độc lập - Tự do - Hạnh phúc</div>
        <em>{placeAndDay(receipt.place, receipt.issued_on)}</em>
      </div>
    </div>
  );
}

function placeAndDay(place: string, iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${place}, ngày ${day} tháng ${month} năm ${year}`;
}
